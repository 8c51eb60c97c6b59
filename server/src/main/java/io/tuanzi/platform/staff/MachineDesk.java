package io.tuanzi.platform.staff;

import io.tuanzi.platform.TaskBook;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.facts.FactDesk;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.StaffMember;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What people decide about the machine's own work: parked facts and tasks, each with its audit entry (W1). */
@Component
class MachineDesk {

    private final FactDesk facts;
    private final TaskBook tasks;
    private final AuditTrail trail;
    private final Tx tx;

    MachineDesk(FactDesk facts, TaskBook tasks, AuditTrail trail, Tx tx) {
        this.facts = facts;
        this.tasks = tasks;
        this.trail = trail;
        this.tx = tx;
    }

    /** Handles a parked fact and those behind it; refuses with 409 and the error when it fails again. */
    int retry(StaffMember staff, long parkedId, String reason) {
        try {
            return facts.retry(parkedId, handled -> trail.wrote(staff.actor(), "fact.retry", "parked:" + handled,
                    Map.of("state", "PARKED"), Map.of("state", "DONE"), reason));
        } catch (Problem refusal) {
            throw refusal;
        } catch (RuntimeException failure) {
            throw Problem.conflict("STILL_FAILING").with("error", String.valueOf(failure.getMessage()));
        }
    }

    /** Gives up on a parked fact. */
    void skip(StaffMember staff, long parkedId, String reason) {
        tx.run("facts.skip", () -> {
            facts.skip(parkedId);
            trail.wrote(staff.actor(), "fact.skip", "parked:" + parkedId, Map.of("state", "PARKED"),
                    Map.of("state", "SKIPPED"), reason);
        });
    }

    /** Closes a task. */
    void done(StaffMember staff, long taskId, String reason) {
        tx.run("staff.task.done", () -> {
            if (!tasks.done(taskId)) {
                throw Problem.notFound("task");
            }
            trail.wrote(staff.actor(), "task.done", "task:" + taskId, Map.of("state", "OPEN"),
                    Map.of("state", "DONE"), reason);
        });
    }
}
