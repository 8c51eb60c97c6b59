package io.tuanzi.platform.staff;

import io.tuanzi.platform.TaskBook;
import io.tuanzi.platform.audit.AuditBook;
import io.tuanzi.platform.facts.FactDesk;
import io.tuanzi.platform.facts.Recorded;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.text.Phrasebook;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.OpenToStaff;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The audit trail, the tasks and the fact log as staff sees them. */
@RestController
@RequestMapping("/api/staff")
class MachineDoor {

    record FactRow(long position, String type, String aggregate, long aggregateId, long seq, Instant at,
                   JsonNode body) {
        static FactRow of(Recorded<JsonNode> fact) {
            return new FactRow(fact.position(), fact.type(), fact.aggregate(), fact.aggregateId(), fact.seq(),
                    fact.at(), fact.body());
        }
    }

    record ParkedRow(long parkedId, String consumer, FactRow fact, String error, int attempts, Instant at,
                     int waiting) {
    }

    record TaskRow(long taskId, String kind, String text, Instant at, @Nullable String link, String state) {
    }

    record Reason(String reason) {
    }

    record Handled(int handled) {
    }

    private final FactDesk facts;
    private final AuditBook audit;
    private final TaskBook tasks;
    private final MachineDesk desk;
    private final Once once;
    private final Phrasebook phrases = Phrasebook.open("tasks");

    MachineDoor(FactDesk facts, AuditBook audit, TaskBook tasks, MachineDesk desk, Once once) {
        this.facts = facts;
        this.audit = audit;
        this.tasks = tasks;
        this.desk = desk;
        this.once = once;
    }

    @GetMapping("/audit")
    @Permit("AUDIT_VIEW")
    Paged<AuditBook.Entry> trail(StaffMember staff, @RequestParam(required = false) @Nullable String who,
                                 @RequestParam(required = false) @Nullable String action,
                                 @RequestParam(required = false) @Nullable String object, PageAsk page) {
        page.beforeId();
        return audit.entries(Fields.optionalText("who", who, 100), Fields.optionalText("action", action, 100),
                Fields.optionalText("object", object, 100), page.after(), page.limit());
    }

    @GetMapping("/tasks")
    @Permit("BOARD_VIEW")
    Paged<TaskRow> tasks(StaffMember staff, @RequestParam(defaultValue = "OPEN") String state, PageAsk page) {
        if (!state.equals("OPEN") && !state.equals("DONE")) {
            throw Problem.invalid("state", "choice").with("choices", "[OPEN, DONE]");
        }
        page.beforeId();
        return tasks.tasks(state, page.after(), page.limit()).map(this::shown);
    }

    private TaskRow shown(TaskBook.TaskRow task) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("subject", task.subject());
        task.body().properties().forEach(each -> values.put(each.getKey(), each.getValue().isNumber()
                ? each.getValue().numberValue() : each.getValue().asString()));
        String text = phrases.find(Language.current(), task.kind() + ".text", values);
        String link = phrases.find(Language.ZH, task.kind() + ".link", values);
        return new TaskRow(task.taskId(), task.kind(), text == null ? task.kind() + " " + task.subject() : text,
                task.at(), link, task.state());
    }

    @PostMapping("/tasks/{taskId}/done")
    @OpenToStaff
    Reason done(StaffMember staff, Key key, @PathVariable long taskId, @RequestBody Reason ask) {
        String reason = Fields.reason(ask.reason());
        return once.run("staff.task.done", staff.actor(), key.value(), List.of(taskId, ask), Reason.class, () -> {
            desk.done(staff, taskId, reason);
            return ask;
        });
    }

    @GetMapping("/facts")
    @Permit("LEDGER_VIEW")
    Paged<FactRow> facts(StaffMember staff, @RequestParam(required = false) @Nullable String aggregate,
                         @RequestParam(required = false) @Nullable Long aggregateId,
                         @RequestParam(required = false) @Nullable String type, PageAsk page) {
        page.beforeId();
        return facts.facts(Fields.optionalText("aggregate", aggregate, 100), aggregateId,
                Fields.optionalText("type", type, 100), page.after(), page.limit()).map(FactRow::of);
    }

    @GetMapping("/facts/parked")
    @Permit("FACT_DECIDE")
    Paged<ParkedRow> parked(StaffMember staff) {
        return new Paged<>(facts.parked().stream().map(each -> new ParkedRow(each.parkedId(), each.consumer(),
                FactRow.of(each.fact()), each.error(), each.attempts(), each.at(), each.waiting())).toList(), null);
    }

    @PostMapping("/facts/parked/{parkedId}/retry")
    @Permit("FACT_DECIDE")
    Handled retry(StaffMember staff, Key key, @PathVariable long parkedId, @RequestBody Reason ask) {
        return new Handled(desk.retry(staff, key.value(), Fields.id("parked", parkedId),
                Fields.reason(ask.reason())));
    }

    @PostMapping("/facts/parked/{parkedId}/skip")
    @Permit("FACT_DECIDE")
    Handled skip(StaffMember staff, Key key, @PathVariable long parkedId, @RequestBody Reason ask) {
        String reason = Fields.reason(ask.reason());
        return once.run("facts.skip", staff.actor(), key.value(), List.of(parkedId, ask), Handled.class, () -> {
            desk.skip(staff, Fields.id("parked", parkedId), reason);
            return new Handled(1);
        });
    }

    @GetMapping("/facts/consumers")
    @Permit("LEDGER_VIEW")
    List<FactDesk.Standing> consumers(StaffMember staff) {
        return facts.standings();
    }
}
