package io.tuanzi.payment.web;

import io.tuanzi.payment.Payments;
import io.tuanzi.payment.QuarantineView;
import io.tuanzi.payment.Reconciliations;
import io.tuanzi.payment.Reconciliations.DayView;
import io.tuanzi.payment.Reconciliations.DifferenceView;
import io.tuanzi.payment.internal.OfficeDesk;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import java.time.LocalDate;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What did not fit, and the provider's bills, as staff sees them. */
@RestController
@RequestMapping("/api/staff/payments")
class PaymentOffice {

    record Reason(String reason) {
    }

    private final Payments payments;
    private final Reconciliations bills;
    private final OfficeDesk desk;
    private final Once once;

    PaymentOffice(Payments payments, Reconciliations bills, OfficeDesk desk, Once once) {
        this.payments = payments;
        this.bills = bills;
        this.desk = desk;
        this.once = once;
    }

    @GetMapping("/quarantine")
    @Permit("LEDGER_VIEW")
    Paged<QuarantineView> quarantine(StaffMember staff, PageAsk page) {
        page.beforeId();
        return payments.quarantined(page.after(), page.limit());
    }

    @PostMapping("/quarantine/{quarantineId}/decide")
    @Permit("FACT_DECIDE")
    Reason decide(StaffMember staff, Key key, @PathVariable long quarantineId, @RequestBody Reason ask) {
        String reason = Fields.reason(ask.reason());
        return once.run("payment.decide", staff.actor(), key.value(), List.of(quarantineId, ask), Reason.class, () -> {
            desk.decide(staff, quarantineId, reason);
            return ask;
        });
    }

    @GetMapping("/bills")
    @Permit("LEDGER_VIEW")
    Paged<DayView> bills(StaffMember staff) {
        return new Paged<>(bills.days(60), null);
    }

    @GetMapping("/bills/{day}/differences")
    @Permit("LEDGER_VIEW")
    Paged<DifferenceView> differences(StaffMember staff, @PathVariable LocalDate day) {
        return new Paged<>(bills.differences(day), null);
    }

    /** Compares again; asking twice is harmless, so the key is not kept: no transaction may span the provider. */
    @PostMapping("/bills/{day}/compare")
    @Permit("LEDGER_VIEW")
    DayView compare(StaffMember staff, Key key, @PathVariable LocalDate day, @RequestBody Reason ask) {
        return desk.compare(staff, day, Fields.reason(ask.reason()));
    }
}
