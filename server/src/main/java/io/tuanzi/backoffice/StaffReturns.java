package io.tuanzi.backoffice;

import io.tuanzi.customer.CustomerView;
import io.tuanzi.customer.Customers;
import io.tuanzi.order.OrderNo;
import io.tuanzi.order.Returns;
import io.tuanzi.order.Returns.Case;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import io.tuanzi.shopfront.AfterSales;
import io.tuanzi.shopfront.AfterSales.PreviewView;
import io.tuanzi.shopfront.AfterSales.ReturnLine;
import io.tuanzi.shopfront.AfterSales.ReturnView;
import io.tuanzi.shopfront.AfterSales.Said;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** After-sales for staff: the cases, what each would give back, and the decisions; each on the audit trail (W1). */
@RestController
@RequestMapping("/api/staff/returns")
class StaffReturns {

    private static final Set<String> STATES = Set.of("REQUESTED", "APPROVED", "SENT_BACK", "RECEIVED", "REFUNDED",
            "REJECTED", "CANCELLED");

    enum Condition {
        OK, DAMAGED
    }

    /** A case in the list, with whose it is. */
    record Row(long returnId, long orderId, String orderNo, String customer, String state, String kind,
               String reasonText, @Nullable String note, List<ReturnLine> lines, long refundMinor, List<Said> steps,
               @Nullable String carrier, @Nullable String trackingNo, List<String> actions) {

        static Row of(ReturnView r, String customer) {
            return new Row(r.returnId(), r.orderId(), OrderNo.of(r.orderId()), customer, r.state(), r.kind(),
                    r.reasonText(), r.note(), r.lines(), r.refundMinor(), r.steps(), r.carrier(), r.trackingNo(),
                    r.actions());
        }
    }

    record Decision(String reason) {
    }

    record Arrival(Condition condition, boolean restock, String reason) {
    }

    /** A case before or after a decision, for the audit trail. */
    record Standing(String state, long refundMinor) {
    }

    private final Returns returns;
    private final AfterSales views;
    private final Customers customers;
    private final AuditTrail audit;
    private final Once once;

    StaffReturns(Returns returns, AfterSales views, Customers customers, AuditTrail audit, Once once) {
        this.returns = returns;
        this.views = views;
        this.customers = customers;
        this.audit = audit;
        this.once = once;
    }

    @GetMapping
    @Permit("ORDER_VIEW")
    Paged<Row> list(StaffMember staff, @RequestParam(required = false) @Nullable String state, PageAsk page,
                    Locale locale) {
        String wanted = Fields.optionalText("state", state, 20);
        if (wanted != null && !STATES.contains(wanted)) {
            throw Problem.invalid("state", "choice").with("choices", STATES.toString());
        }
        String after = page.after() == null ? null : Long.toString(page.beforeId());
        Paged<Case> found = returns.list(wanted, after, page.limit());
        Map<Long, CustomerView> people = customers.views(found.items().stream().map(Case::customerId).toList());
        return found.map(one -> row(one, people, locale));
    }

    private Row row(Case one, Map<Long, CustomerView> people, Locale locale) {
        CustomerView person = people.get(one.customerId());
        return Row.of(views.view(one, locale), person == null ? "" : person.nickname());
    }

    @GetMapping("/{returnId}/preview")
    @Permit("ORDER_VIEW")
    PreviewView preview(StaffMember staff, @PathVariable long returnId, Locale locale) {
        return views.viewForStaff(returns.preview(Fields.id("return", returnId)), locale);
    }

    @PostMapping("/{returnId}/approve")
    @Permit("AFTERSALES_DECIDE")
    Row approve(StaffMember staff, Key key, @PathVariable long returnId, @RequestBody Decision ask, Locale locale) {
        String why = Fields.reason(ask.reason());
        return decide(staff, key, returnId, "approve", ask, why,
                () -> returns.approve(returnId, staff.actor(), why), locale);
    }

    @PostMapping("/{returnId}/reject")
    @Permit("AFTERSALES_DECIDE")
    Row reject(StaffMember staff, Key key, @PathVariable long returnId, @RequestBody Decision ask, Locale locale) {
        String why = Fields.reason(ask.reason());
        return decide(staff, key, returnId, "reject", ask, why,
                () -> returns.reject(returnId, staff.actor(), why), locale);
    }

    @PostMapping("/{returnId}/received")
    @Permit("AFTERSALES_DECIDE")
    Row received(StaffMember staff, Key key, @PathVariable long returnId, @RequestBody Arrival ask, Locale locale) {
        String why = Fields.reason(ask.reason());
        return decide(staff, key, returnId, "received", ask, why, () -> returns.received(returnId,
                ask.condition() == Condition.DAMAGED, ask.restock(), staff.actor(), why), locale);
    }

    private Row decide(StaffMember staff, Key key, long returnId, String step, Object ask, String why,
                       Runnable decision, Locale locale) {
        Fields.id("return", returnId);
        once.run("return." + step, staff.actor(), key.value(), List.of(returnId, ask), Long.class, () -> {
            Standing before = standing(returnId);
            decision.run();
            audit.wrote(staff.actor(), "return." + step, "return:" + returnId, before, standing(returnId), why);
            return returnId;
        });
        Case one = returns.any(returnId).orElseThrow(() -> Problem.notFound("return"));
        return row(one, customers.views(List.of(one.customerId())), locale);
    }

    private Standing standing(long returnId) {
        Case one = returns.any(returnId).orElseThrow(() -> Problem.notFound("return"));
        return new Standing(one.state(), one.refundMinor());
    }
}
