package io.tuanzi.backoffice.whatif;

import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What would it cost, what would it have cost, and which offers meet. Asks and changes nothing. */
@RestController
@RequestMapping("/api/staff/whatif")
class StaffWhatIf {

    /** So many units of a SKU. */
    record Line(long skuId, int quantity) {
    }

    /**
     * A cart to be priced.
     *
     * @param customerId whose cohorts and coupons count; null for somebody of the cohorts given
     * @param activityId the group offer it is bought in, or null for alone
     * @param at the instant of shop time; null for now. Rules are taken as they stood then
     */
    record CartAsk(List<Line> lines, @Nullable Long customerId, @Nullable List<String> cohorts, boolean firstOrder,
                   @Nullable Long activityId, @Nullable String regionCode, @Nullable Instant at,
                   @Nullable RuleChange change) {
    }

    /** The cart's price under the rules as they are and, where something was to be other, under the changed ones. */
    record CartAnswer(Instant at, Trial now, @Nullable Trial then) {
    }

    /** A period of orders to be priced again. */
    record ReplayAsk(Instant from, Instant until, RuleChange change) {
    }

    private static final Duration LONGEST = Duration.ofDays(400);

    private final CartTrial carts;
    private final Replay replay;
    private final RuleMatrix matrix;

    StaffWhatIf(CartTrial carts, Replay replay, RuleMatrix matrix) {
        this.carts = carts;
        this.replay = replay;
        this.matrix = matrix;
    }

    /** Prices a cart, and prices it again with the change. */
    @PostMapping("/cart")
    @Permit("PROMOTION_VIEW")
    CartAnswer cart(StaffMember staff, @RequestBody CartAsk ask) {
        Fields.list("lines", ask.lines(), 1, 200);
        for (Line line : ask.lines()) {
            Fields.range("lines.quantity", line.quantity(), 1, 9_999);
        }
        return carts.price(ask);
    }

    /** Prices the orders of a period under the rules as they are and under the changed ones. */
    @PostMapping("/replay")
    @Permit("PROMOTION_VIEW")
    Replay.Result replay(StaffMember staff, @RequestBody ReplayAsk ask) {
        if (!ask.from().isBefore(ask.until())) {
            throw Problem.invalid("until", "beforeStart");
        }
        if (Duration.between(ask.from(), ask.until()).compareTo(LONGEST) > 0) {
            throw Problem.invalid("until", "tooLong").with("most", LONGEST.toDays());
        }
        if (ask.change().none()) {
            throw Problem.invalid("change", "missing");
        }
        return replay.run(ask.from(), ask.until(), ask.change());
    }

    /** Which of the offers that run now or later meet on the same goods at the same time, and what happens then. */
    @GetMapping("/matrix")
    @Permit("PROMOTION_VIEW")
    RuleMatrix.Matrix matrix(StaffMember staff) {
        return matrix.now();
    }
}
