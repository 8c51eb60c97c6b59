package io.tuanzi.promotion.web;

import io.tuanzi.customer.Customers;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import io.tuanzi.promotion.CouponBoard;
import io.tuanzi.promotion.CouponBoard.Day;
import io.tuanzi.promotion.CouponBoard.Figures;
import io.tuanzi.promotion.CouponCodes;
import io.tuanzi.promotion.CouponCodes.Batch;
import io.tuanzi.promotion.CouponCodes.Change;
import io.tuanzi.promotion.CouponCodes.Kind;
import io.tuanzi.promotion.CouponCodes.Plain;
import io.tuanzi.promotion.CouponCodes.Print;
import io.tuanzi.promotion.web.OfferViews.TemplateView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The board of coupons, and codes that become coupons: printed, changed, exported. */
@RestController
@RequestMapping("/api/staff/promotions")
class StaffCodes {

    private static final Pattern WORD = Pattern.compile("[A-Z0-9]{4,20}");
    private static final int MOST_CODES = 20_000;
    private static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** A template with where its coupons are and what they took off orders in the last days. */
    record BoardRow(TemplateView template, Figures figures, List<Day> days) {}

    record Board(List<BoardRow> items) {}

    record Batches(List<Batch> items) {}

    /**
     * A batch as asked for.
     *
     * @param word the shared code, capitals and digits
     * @param customerIds whom personal codes are made for
     */
    record NewBatch(long templateId, String name, Kind kind, @Nullable Integer codes, @Nullable String word,
            @Nullable Long usesCap, @Nullable Integer perPersonLimit, @Nullable Instant startsAt,
            @Nullable Instant endsAt, @Nullable List<Long> customerIds, String reason) {}

    record ChangeBatch(String name, long usesCap, @Nullable Instant endsAt, boolean enabled, String reason) {}

    record Why(String reason) {}

    /** All codes of a batch as a sheet. */
    record Sheet(String fileName, String csv) {}

    private final CouponCodes codes;
    private final CouponBoard board;
    private final OfferViews views;
    private final Customers customers;
    private final Once once;

    StaffCodes(CouponCodes codes, CouponBoard board, OfferViews views, Customers customers, Once once) {
        this.codes = codes;
        this.board = board;
        this.views = views;
        this.customers = customers;
        this.once = once;
    }

    @GetMapping("/coupon-board")
    @Permit("PROMOTION_VIEW")
    Board board(StaffMember staff) {
        Map<Long, Figures> figures = board.figures();
        Map<Long, List<Day>> days = board.days();
        return new Board(views.templates().stream().map(each -> new BoardRow(each,
                figures.getOrDefault(each.templateId(), NONE), days.getOrDefault(each.templateId(), List.of())))
                .toList());
    }

    @GetMapping("/code-batches")
    @Permit("PROMOTION_VIEW")
    Batches batches(StaffMember staff) {
        return new Batches(codes.batches());
    }

    @PostMapping("/code-batches")
    @Permit("PROMOTION_EDIT")
    Batch print(StaffMember staff, Key key, @RequestBody NewBatch ask) {
        Fields.id("template", ask.templateId());
        String why = Fields.reason(ask.reason());
        if (ask.startsAt() != null && ask.endsAt() != null && !ask.startsAt().isBefore(ask.endsAt())) {
            throw Problem.invalid("endsAt", "beforeStart");
        }
        int count = ask.kind() != Kind.SINGLE ? 1
                : Fields.range("codes", needed("codes", ask.codes()), 1, MOST_CODES);
        String word = ask.kind() != Kind.SHARED || ask.word() == null || ask.word().isBlank() ? null
                : Fields.matching("word", ask.word().strip().toUpperCase(Locale.ROOT), WORD);
        long cap = ask.kind() != Kind.SHARED ? count
                : Fields.range("usesCap", needed("usesCap", ask.usesCap()), 1, 10_000_000);
        List<Long> people = ask.kind() != Kind.PERSONAL ? List.of() : people(ask.customerIds());
        Print print = new Print(ask.templateId(), Fields.text("name", ask.name(), 1, 60), ask.kind(), count, word,
                cap, Fields.range("perPersonLimit", Objects.requireNonNullElse(ask.perPersonLimit(), 1), 1, 999),
                ask.startsAt(), ask.endsAt(), people);
        return once.run("promotion.code.print", staff.actor(), key.value(), ask, Batch.class,
                () -> codes.print(print, staff.actor(), why));
    }

    private static <T> T needed(String field, @Nullable T value) {
        if (value == null) {
            throw Problem.invalid(field, "missing");
        }
        return value;
    }

    private List<Long> people(@Nullable List<Long> asked) {
        List<Long> ids = Fields.list("customerIds", asked, 1, 500).stream().distinct().toList();
        ids.forEach(id -> Fields.id("customer", id));
        if (customers.views(ids).size() < ids.size()) {
            throw Problem.notFound("customer");
        }
        return ids;
    }

    @PutMapping("/code-batches/{batchId}")
    @Permit("PROMOTION_EDIT")
    Batch change(StaffMember staff, Key key, @PathVariable long batchId, @RequestBody ChangeBatch ask) {
        Fields.id("batch", batchId);
        Change change = new Change(Fields.text("name", ask.name(), 1, 60),
                Fields.range("usesCap", ask.usesCap(), 1, 10_000_000), ask.endsAt(), ask.enabled());
        String why = Fields.reason(ask.reason());
        return once.run("promotion.code.change", staff.actor(), key.value(), List.of(batchId, ask), Batch.class,
                () -> codes.change(batchId, change, staff.actor(), why));
    }

    /** Codes are money, so reading them out is a deed with a reason and is never stored as an answer. */
    @PostMapping("/code-batches/{batchId}/export")
    @Permit("PROMOTION_EDIT")
    Sheet export(StaffMember staff, Key key, @PathVariable long batchId, @RequestBody Why ask) {
        Fields.id("batch", batchId);
        StringBuilder csv = new StringBuilder("\uFEFFcode,customer_id,used_by,used_at\r\n");
        for (Plain each : codes.export(batchId, staff.actor(), Fields.reason(ask.reason()))) {
            csv.append(each.code()).append(',').append(cell(each.customerId())).append(',')
                    .append(cell(each.usedBy())).append(',').append(cell(each.usedAt())).append("\r\n");
        }
        return new Sheet("codes-" + batchId + ".csv", csv.toString());
    }

    private static String cell(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
