package io.tuanzi.customer.internal;

import io.tuanzi.customer.AddressView;
import io.tuanzi.customer.CohortView;
import io.tuanzi.customer.CustomerView;
import io.tuanzi.customer.Customers;
import io.tuanzi.customer.NewAddress;
import io.tuanzi.customer.NewCustomer;
import io.tuanzi.customer.events.CohortsChanged;
import io.tuanzi.customer.events.CustomerRegistered;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.StaffMember;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** People and their cohorts. */
@Component
public class CustomerDesk implements Customers {

    private final CustomerBook book;
    private final AddressDesk addresses;
    private final SessionDesk sessions;
    private final Phones phones;
    private final Facts facts;
    private final AuditTrail trail;
    private final Ids ids;
    private final Tx tx;

    CustomerDesk(CustomerBook book, AddressDesk addresses, SessionDesk sessions, Phones phones, Facts facts,
                 AuditTrail trail, Ids ids, Tx tx) {
        this.book = book;
        this.addresses = addresses;
        this.sessions = sessions;
        this.phones = phones;
        this.facts = facts;
        this.trail = trail;
        this.ids = ids;
        this.tx = tx;
    }

    @Override
    public CustomerView require(long customerId) {
        return book.views(List.of(customerId)).stream().findFirst()
                .orElseThrow(() -> Problem.notFound("customer"));
    }

    @Override
    public Map<Long, CustomerView> views(Collection<Long> customerIds) {
        return customerIds.isEmpty() ? Map.of() : book.views(customerIds).stream()
                .collect(Collectors.toMap(CustomerView::customerId, Function.identity()));
    }

    @Override
    public Set<String> cohorts(long customerId) {
        return cohorts(List.of(customerId)).getOrDefault(customerId, Set.of());
    }

    @Override
    public Map<Long, Set<String>> cohorts(Collection<Long> customerIds) {
        Map<Long, Set<String>> found = new LinkedHashMap<>();
        if (!customerIds.isEmpty()) {
            book.cohorts(customerIds).forEach(entry ->
                    found.computeIfAbsent(entry.getKey(), id -> new TreeSet<>()).add(entry.getValue()));
        }
        return found;
    }

    @Override
    public List<CohortView> allCohorts() {
        return book.allCohorts();
    }

    @Override
    public boolean join(String cohort, long customerId) {
        return tx.call("customer.join", () -> {
            lock(customerId);
            Set<String> codes = new TreeSet<>(cohorts(customerId));
            if (codes.contains(cohort)) {
                return true;
            }
            if (!book.takePlace(cohort)) {
                return false;
            }
            book.enter(cohort, customerId);
            codes.add(cohort);
            tell(customerId, codes);
            return true;
        });
    }

    /** Makes a person's cohorts exactly these; refuses the whole change with 409 when one of them is full. */
    public Set<String> setCohorts(StaffMember staff, long customerId, Set<String> wanted, String reason) {
        return tx.call("customer.cohorts", () -> {
            lock(customerId);
            Set<String> had = cohorts(customerId);
            Set<String> known = book.allCohorts().stream().map(CohortView::code).collect(Collectors.toSet());
            for (String code : new TreeSet<>(wanted)) {
                if (!known.contains(code)) {
                    throw Problem.invalid("codes", "unknownCohort");
                }
                if (!had.contains(code)) {
                    if (!book.takePlace(code)) {
                        throw Problem.conflict("COHORT_FULL").with("cohort", code);
                    }
                    book.enter(code, customerId);
                }
            }
            had.stream().filter(code -> !wanted.contains(code)).forEach(code -> book.leave(code, customerId));
            Set<String> now = new TreeSet<>(wanted);
            if (!now.equals(had)) {
                tell(customerId, now);
            }
            trail.wrote(staff.actor(), "customer.cohorts", "customer:" + customerId, had, now, reason);
            return now;
        });
    }

    /** Sets who may enter a cohort: its cap, and whether newcomers enter by themselves. */
    public CohortView setCohort(StaffMember staff, String code, @Nullable Integer cap, boolean forNewcomers,
                                String reason) {
        return tx.call("customer.cohort", () -> {
            CohortView before = cohort(code);
            book.setCohort(code, cap, forNewcomers);
            CohortView after = cohort(code);
            trail.wrote(staff.actor(), "cohort.edit", "cohort:" + code, before, after, reason);
            return after;
        });
    }

    /** Makes a cohort, empty; a community of the shop is one. Refuses a code in use. */
    public CohortView addCohort(StaffMember staff, CohortView cohort, String reason) {
        return tx.call("customer.cohort.add", () -> {
            if (!book.addCohort(cohort)) {
                throw Problem.invalid("code", "codeInUse");
            }
            trail.wrote(staff.actor(), "cohort.edit", "cohort:" + cohort.code(), null, cohort, reason);
            return cohort;
        });
    }

    private void lock(long customerId) {
        if (book.lock(customerId).isEmpty()) {
            throw Problem.notFound("customer");
        }
    }

    private CohortView cohort(String code) {
        return book.allCohorts().stream().filter(each -> each.code().equals(code)).findFirst()
                .orElseThrow(() -> Problem.notFound("cohort"));
    }

    private void tell(long customerId, Set<String> codes) {
        facts.record(customerId, book.nextVersion(customerId), new CohortsChanged(customerId, List.copyOf(codes)));
    }

    @Override
    public List<AddressView> addresses(long customerId) {
        return addresses.all(customerId);
    }

    @Override
    public Optional<AddressView> address(long customerId, long addressId) {
        return addresses.one(customerId, addressId);
    }

    @Override
    public List<Buying> buying(List<AddressKey> keys) {
        return addresses.buying(keys);
    }

    @Override
    public AddressView addAddress(long customerId, NewAddress address) {
        return addresses.add(customerId, address);
    }

    @Override
    public long register(NewCustomer newcomer) {
        String phone = phones.mobile("phone", newcomer.phone());
        return tx.call("customer.register", () -> book.byPhone(phones.index(phone)).orElseGet(() ->
                insert(phone, newcomer.nickname(), newcomer.avatar(), newcomer.demo(), newcomer.joinedAt(), false)
                        .orElseGet(() -> book.byPhone(phones.index(phone)).orElseThrow())));
    }

    /** Registers the owner of a phone in the open transaction; empty when someone else did just now. */
    Optional<Long> newcomer(String phone, boolean invited) {
        long number = ids.next();
        return insert(number, phone, "团子" + phone.substring(7), "dumpling-" + Math.floorMod(number, 12), false, null,
                invited);
    }

    private Optional<Long> insert(String phone, String nickname, String avatar, boolean demo,
                                  @Nullable Instant joinedAt, boolean invited) {
        return insert(ids.next(), phone, nickname, avatar, demo, joinedAt, invited);
    }

    private Optional<Long> insert(long customerId, String phone, String nickname, String avatar, boolean demo,
                                  @Nullable Instant joinedAt, boolean invited) {
        CustomerView person = new CustomerView(customerId, nickname, avatar, Phones.masked(phone), "NONE", demo,
                Instant.EPOCH);
        if (!book.insert(person, phones.seal(phone), phones.index(phone), joinedAt)) {
            return Optional.empty();
        }
        facts.record(customerId, 1, new CustomerRegistered(customerId, demo, invited));
        if (!demo) {
            List<String> entered = book.takePlacesForNewcomers();
            entered.forEach(code -> book.enter(code, customerId));
            if (!entered.isEmpty()) {
                tell(customerId, new TreeSet<>(entered));
            }
        }
        return Optional.of(customerId);
    }

    Optional<Long> byPhone(String phone) {
        return book.byPhone(phones.index(phone));
    }

    /** Changes what a person shows to others; nothing for null. */
    public CustomerView rename(long customerId, @Nullable String nickname, @Nullable String avatar) {
        return tx.call("customer.rename", () -> {
            book.rename(customerId, nickname, avatar);
            return require(customerId);
        });
    }

    @Override
    public String openSession(long customerId) {
        require(customerId);
        return sessions.open(customerId);
    }

    @Override
    public List<Long> search(String text, int limit) {
        return page(text, new PageAsk(null, limit)).items().stream().map(CustomerView::customerId).toList();
    }

    @Override
    public List<Long> demoPeople() {
        return book.demo();
    }

    @Override
    public void retireDemo() {
        tx.run("customer.demo.retire", () -> {
            for (long person : demoPeople()) {
                lock(person);
                Set<String> had = new TreeSet<>(cohorts(person));
                had.forEach(code -> book.leave(code, person));
                if (!had.isEmpty()) {
                    tell(person, Set.of());
                }
            }
            book.retireDemo();
        });
    }

    /** A person in a cohort and since when. */
    public record Member(CustomerView person, Instant since) {
    }

    /** Who is in a cohort, by id; 404 when there is no such cohort. */
    public Paged<Member> members(String code, PageAsk page) {
        cohort(code);
        Paged<CustomerBook.Member> found = Paged.of(book.members(code, page.afterId(0), page.limit() + 1),
                page.limit(), CustomerBook.Member::customerId);
        Map<Long, CustomerView> people = views(found.items().stream().map(CustomerBook.Member::customerId).toList());
        return found.map(one -> new Member(java.util.Objects.requireNonNull(people.get(one.customerId())),
                one.since()));
    }

    /** Customers newest first: all, or those with this start of a nickname or this whole phone number. */
    public Paged<CustomerView> page(@Nullable String text, PageAsk page) {
        byte[] index = text != null && text.matches("1[3-9][0-9]{9}") ? phones.index(text) : null;
        return Paged.of(book.page(text, index, page.beforeId(), page.limit() + 1), page.limit(),
                CustomerView::customerId);
    }
}
