package io.tuanzi.platform.staff;

import io.tuanzi.platform.TaskBook;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.facts.FactDesk;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.StaffMember;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What people decide about the machine's own work: parked facts and tasks, each with its audit entry (W1). */
@Component
class MachineDesk {

    private final FactDesk facts;
    private final TaskBook tasks;
    private final AuditTrail trail;
    private final Once once;
    private final Tx tx;

    MachineDesk(FactDesk facts, TaskBook tasks, AuditTrail trail, Once once, Tx tx) {
        this.facts = facts;
        this.tasks = tasks;
        this.trail = trail;
        this.once = once;
        this.tx = tx;
    }

    /**
     * Handles a parked fact and those behind it, each in its own transaction and once per key; refuses with 409 and the
     * error at the first that fails again. Asked again with the same key, it goes on where it stopped (O2).
     *
     * @return how many were handled under this key
     */
    int retry(StaffMember staff, String key, long parkedId, String reason) {
        int handled = 0;
        try {
            for (long next = parkedId; next > 0; handled++) {
                long current = next;
                next = once.run("facts.retry", staff.actor(), handled == 0 ? key : key + ":" + handled,
                        List.of(current, reason), Long.class, () -> handle(staff, current, reason));
            }
            return handled;
        } catch (Problem refusal) {
            throw refusal;
        } catch (RuntimeException failure) {
            throw Problem.conflict("STILL_FAILING").with("error", String.valueOf(failure.getMessage()));
        }
    }

    private long handle(StaffMember staff, long parkedId, String reason) {
        return facts.retryFirst(parkedId, done -> trail.wrote(staff.actor(), "fact.retry", "parked:" + done,
                Map.of("state", "PARKED"), Map.of("state", "DONE"), reason));
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
