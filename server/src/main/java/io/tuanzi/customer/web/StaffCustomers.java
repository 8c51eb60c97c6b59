package io.tuanzi.customer.web;

import io.tuanzi.customer.CohortView;
import io.tuanzi.customer.CustomerFigures;
import io.tuanzi.customer.CustomerFigures.Figures;
import io.tuanzi.customer.CustomerView;
import io.tuanzi.customer.Customers;
import io.tuanzi.customer.internal.CustomerDesk;
import io.tuanzi.customer.internal.MessageDesk;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Customers, their cohorts and their messages, for staff. */
@RestController
@RequestMapping("/api/staff")
class StaffCustomers {

    record Row(long customerId, String nickname, String phoneMasked, Instant joinedAt, long orders, long paidMinor,
               @Nullable String invitedBy, List<String> cohortCodes, boolean demo) {
    }

    /** A person in a cohort; the codes are all the person is in, as a change of them needs. */
    record MemberRow(long customerId, String nickname, String phoneMasked, Instant since, boolean demo,
                     List<String> cohortCodes) {
    }

    record SetCohorts(List<String> codes, String reason) {
    }

    record SetCohort(@Nullable Integer cap, boolean forNewcomers, String reason) {
    }

    /** A cohort to be made; a community of the shop is one (PRM-25). */
    record NewCohort(String code, String nameZh, String nameEn, @Nullable Integer cap, boolean forNewcomers,
                     String reason) {
    }

    private static final Pattern COHORT = Pattern.compile("[A-Z][A-Z0-9_]{1,30}");

    private final CustomerDesk desk;
    private final Customers customers;
    private final MessageDesk messages;
    private final ObjectProvider<CustomerFigures> figures;
    private final Once once;

    StaffCustomers(CustomerDesk desk, Customers customers, MessageDesk messages,
                   ObjectProvider<CustomerFigures> figures, Once once) {
        this.desk = desk;
        this.customers = customers;
        this.messages = messages;
        this.figures = figures;
        this.once = once;
    }

    @GetMapping("/customers")
    @Permit("CUSTOMER_VIEW")
    Paged<Row> list(StaffMember staff, @RequestParam(required = false) @Nullable String q, PageAsk page) {
        Paged<CustomerView> people = desk.page(Fields.optionalText("q", q, 40), page);
        List<Long> ids = people.items().stream().map(CustomerView::customerId).toList();
        Map<Long, Set<String>> cohorts = customers.cohorts(ids);
        Map<Long, Figures> known = new HashMap<>();
        figures.stream().forEach(each -> each.figures(ids).forEach((id, some) ->
                known.merge(id, some, StaffCustomers::both)));
        return people.map(person -> row(person, known.get(person.customerId()),
                cohorts.getOrDefault(person.customerId(), Set.of())));
    }

    private static Figures both(Figures a, Figures b) {
        return new Figures(a.orders() == null ? b.orders() : a.orders(),
                a.paidMinor() == null ? b.paidMinor() : a.paidMinor(),
                a.invitedBy() == null ? b.invitedBy() : a.invitedBy());
    }

    private static Row row(CustomerView person, @Nullable Figures known, Set<String> cohorts) {
        Long orders = known == null ? null : known.orders();
        Long paid = known == null ? null : known.paidMinor();
        return new Row(person.customerId(), person.nickname(), person.phoneMasked(), person.joinedAt(),
                orders == null ? 0 : orders, paid == null ? 0 : paid, known == null ? null : known.invitedBy(),
                List.copyOf(cohorts), person.demo());
    }

    @PutMapping("/customers/{customerId}/cohorts")
    @Permit("PROMOTION_EDIT")
    List<String> setCohorts(StaffMember staff, Key key, @PathVariable long customerId, @RequestBody SetCohorts ask) {
        Fields.id("customer", customerId);
        Set<String> codes = new TreeSet<>(Fields.list("codes", ask.codes(), 0, 20));
        String reason = Fields.reason(ask.reason());
        return List.of(once.run("customer.cohorts", staff.actor(), key.value(), List.of(customerId, ask),
                String[].class, () -> desk.setCohorts(staff, customerId, codes, reason).toArray(String[]::new)));
    }

    @GetMapping("/cohorts")
    @Permit("CUSTOMER_VIEW")
    List<CohortView> cohorts(StaffMember staff) {
        return customers.allCohorts();
    }

    @GetMapping("/cohorts/{code}/members")
    @Permit("CUSTOMER_VIEW")
    Paged<MemberRow> members(StaffMember staff, @PathVariable String code, PageAsk page) {
        Paged<CustomerDesk.Member> found = desk.members(Fields.text("code", code, 1, 40), page);
        Map<Long, Set<String>> cohorts = customers.cohorts(found.items().stream()
                .map(member -> member.person().customerId()).toList());
        return found.map(member -> new MemberRow(member.person().customerId(), member.person().nickname(),
                member.person().phoneMasked(), member.since(), member.person().demo(),
                List.copyOf(cohorts.getOrDefault(member.person().customerId(), Set.of()))));
    }

    @PostMapping("/cohorts")
    @Permit("PROMOTION_EDIT")
    CohortView addCohort(StaffMember staff, Key key, @RequestBody NewCohort ask) {
        String reason = Fields.reason(ask.reason());
        Integer cap = ask.cap() == null ? null : Integer.valueOf(Fields.range("cap", ask.cap(), 1, 1_000_000));
        CohortView cohort = new CohortView(Fields.matching("code", ask.code(), COHORT),
                Fields.text("nameZh", ask.nameZh(), 1, 40), Fields.text("nameEn", ask.nameEn(), 1, 40), 0, cap,
                ask.forNewcomers());
        return once.run("customer.cohort.add", staff.actor(), key.value(), ask, CohortView.class,
                () -> desk.addCohort(staff, cohort, reason));
    }

    @PutMapping("/cohorts/{code}")
    @Permit("PROMOTION_EDIT")
    CohortView setCohort(StaffMember staff, Key key, @PathVariable String code, @RequestBody SetCohort ask) {
        String reason = Fields.reason(ask.reason());
        Integer cap = ask.cap() == null ? null : Integer.valueOf(Fields.range("cap", ask.cap(), 0, 1_000_000));
        return once.run("customer.cohort", staff.actor(), key.value(), List.of(code, ask), CohortView.class,
                () -> desk.setCohort(staff, code, cap, ask.forNewcomers(), reason));
    }

    @GetMapping("/messages")
    @Permit("MESSAGE_VIEW")
    Paged<MessageDesk.Logged> messages(StaffMember staff, PageAsk page) {
        return messages.log(page);
    }
}
