package io.tuanzi.promotion.internal;

import io.tuanzi.platform.Tx;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Replays;
import io.tuanzi.promotion.Coupons;
import io.tuanzi.promotion.events.CouponIssued;
import io.tuanzi.promotion.events.CouponRevoked;
import io.tuanzi.promotion.internal.CouponBook.Held;
import io.tuanzi.promotion.internal.CouponBook.Issuing;
import io.tuanzi.promotion.internal.CouponBook.Touched;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Issues coupons and takes them back. Everything of one template is issued under its row lock (C1). */
@Component
class CouponDesk implements Coupons {

    private final CouponBook book;
    private final NewcomerDesk newcomers;
    private final Facts facts;
    private final Ids ids;
    private final Tx tx;

    CouponDesk(CouponBook book, NewcomerDesk newcomers, Facts facts, Ids ids, Tx tx) {
        this.book = book;
        this.newcomers = newcomers;
        this.facts = facts;
        this.ids = ids;
        this.tx = tx;
    }

    @Override
    public Grant grant(long customerId, String templateCode, String sourceKey) {
        return tx.call("coupon.grant",
                () -> give(customerId, book.lockForIssue(templateCode, 0), "REWARD", sourceKey));
    }

    @Override
    public List<Grant> grantAll(long customerId, List<Wanted> wanted) {
        return tx.call("coupon.grant.all", () -> {
            book.lockCodes(wanted.stream().map(Wanted::templateCode).distinct().toList());
            return wanted.stream().map(each -> give(customerId, book.lockForIssue(each.templateCode(), 0), "REWARD",
                    each.sourceKey())).toList();
        });
    }

    @Override
    public void unlock(long customerId, String templateCode, String sourceKey) {
        newcomers.unlock(customerId, templateCode, sourceKey);
    }

    /** A grant by staff, of a template by its id. */
    Grant grantByStaff(long customerId, long templateId, String sourceKey) {
        return tx.call("coupon.grant", () -> give(customerId, book.lockForIssue(null, templateId), "STAFF", sourceKey));
    }

    private Grant give(long customerId, Optional<Issuing> template, String source, String sourceKey) {
        Optional<Long> before = book.bySource(sourceKey);
        if (before.isPresent()) {
            return new Grant.Granted(before.get(), true);
        }
        if (template.isEmpty() || !template.get().offered()) {
            return new Grant.Refused("NOT_OFFERED");
        }
        if (!template.get().left()) {
            return new Grant.Refused("ISSUED_OUT");
        }
        if (!newcomers.affords(customerId, template.get().templateId())) {
            newcomers.withhold(sourceKey, customerId, template.get().templateId());
            return new Grant.Refused("NEWCOMER_CAP");
        }
        if (!book.countIssued(template.get().templateId())) {
            return new Grant.Refused("ISSUED_OUT");
        }
        return new Grant.Granted(issue(customerId, template.get().templateId(), source, sourceKey), false);
    }

    /** Writes a coupon that was counted as issued on its template's locked row. */
    long issue(long customerId, long templateId, String source, String sourceKey) {
        Touched made = book.insert(ids.next(), templateId, customerId, source, sourceKey);
        facts.record(made.couponId(), made.seq(), new CouponIssued(made.couponId(), customerId, templateId, source,
                made.validUntil()));
        return made.couponId();
    }

    @Override
    public CouponView claim(long customerId, long templateId, String key) {
        String sourceKey = "claim:" + customerId + ":" + key;
        long couponId = tx.call("coupon.claim", () -> {
            Issuing template = book.lockForIssue(null, templateId)
                    .filter(t -> t.offered() && t.claimable() && newcomers.shows(templateId, customerId))
                    .orElseThrow(() -> Problem.notFound("coupon"));
            Optional<Long> before = book.bySource(sourceKey);
            if (before.isPresent()) {
                Replays.mark();
                return before.get();
            }
            if (!book.countClaimed(templateId, customerId, template.perPersonLimit())) {
                throw Problem.conflict("LIMIT_REACHED").with("limit", template.perPersonLimit())
                        .with("used", book.claimed(templateId, customerId));
            }
            requireRoom(customerId, templateId);
            if (!book.countIssued(templateId)) {
                throw Problem.conflict("COUPON_GONE").with("templateId", templateId);
            }
            return issue(customerId, templateId, "CLAIM", sourceKey);
        });
        return book.coupon(customerId, couponId).orElseThrow();
    }

    /** Refuses what a new person may not hold on top of the rest (PRM-52). */
    void requireRoom(long customerId, long templateId) {
        if (!newcomers.affords(customerId, templateId)) {
            throw Problem.conflict("NEWCOMER_CAP");
        }
    }

    @Override
    public Reversal revoke(String sourceKey) {
        return tx.call("coupon.revoke", () -> {
            Held held = book.lockSource(sourceKey).orElse(null);
            if (held == null || held.state().equals("EXPIRED")) {
                return new Reversal.Nothing();
            }
            if (held.chargedMinor() != null) {
                return new Reversal.Spent(held.couponId(), book.orderOf(held.couponId()), held.chargedMinor());
            }
            if (held.orderId() != null) {
                long amount = book.liveAmount(held.couponId());
                book.charge(held.couponId(), amount);
                return new Reversal.Spent(held.couponId(), held.orderId(), amount);
            }
            book.revoke(held.couponId()).ifPresent(c -> facts.record(c.couponId(), c.seq(),
                    new CouponRevoked(c.couponId(), c.customerId(), c.templateId())));
            return new Reversal.Revoked(held.couponId());
        });
    }

    @Override
    public Paged<CouponView> of(long customerId, @Nullable String state, long beforeId, int limit) {
        List<String> states = switch (state) {
            case null -> List.of("AVAILABLE", "LOCKED", "USED", "EXPIRED", "REVOKED");
            case "AVAILABLE" -> List.of("AVAILABLE", "LOCKED");
            case "USED" -> List.of("USED");
            case "EXPIRED" -> List.of("EXPIRED", "REVOKED");
            default -> throw Problem.invalid("state", "choice").with("choices", "AVAILABLE, USED, EXPIRED");
        };
        return Paged.of(book.coupons(customerId, states, beforeId, limit + 1), limit, CouponView::couponId);
    }

    @Override
    public List<OfferView> centre(long customerId) {
        return book.centre(customerId, newcomers.hiddenFrom(customerId));
    }
}
