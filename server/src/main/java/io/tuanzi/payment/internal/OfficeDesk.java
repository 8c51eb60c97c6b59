package io.tuanzi.payment.internal;

import io.tuanzi.payment.Reconciliations;
import io.tuanzi.payment.Reconciliations.DayView;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.StaffMember;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What staff decides about payments, each with its audit entry (W1). */
@Component
public class OfficeDesk {

    private final PaymentBook book;
    private final Reconciliations bills;
    private final AuditTrail trail;
    private final Tx tx;

    OfficeDesk(PaymentBook book, Reconciliations bills, AuditTrail trail, Tx tx) {
        this.book = book;
        this.bills = bills;
        this.trail = trail;
        this.tx = tx;
    }

    /** Writes down what was found about a set-aside notification; 409 when someone has done so before. */
    public void decide(StaffMember staff, long quarantineId, String decision) {
        tx.run("payment.decide", () -> {
            if (!book.decide(quarantineId, decision)) {
                throw book.isQuarantined(quarantineId) ? Problem.badState("DECIDED") : Problem.notFound("notification");
            }
            trail.wrote(staff.actor(), "payment.quarantine", "quarantine:" + quarantineId, Map.of("state", "OPEN"),
                    Map.of("state", "DECIDED"), decision);
        });
    }

    /** Compares a day's bill now, outside any transaction, and writes down who asked. */
    public DayView compare(StaffMember staff, LocalDate day, String reason) {
        DayView view = bills.compare(day);
        tx.run("payment.compare", () -> trail.wrote(staff.actor(), "payment.bill", "bill:" + day, null,
                Map.of("rows", view.rows(), "differences", view.differences()), reason));
        return view;
    }
}
