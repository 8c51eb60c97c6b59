package io.tuanzi.promotion.internal;

import io.tuanzi.customer.Messages;
import io.tuanzi.customer.NewMessage;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.platform.time.Secrets;
import io.tuanzi.platform.vault.Vault;
import io.tuanzi.platform.web.Replays;
import io.tuanzi.promotion.CouponCodes;
import io.tuanzi.promotion.Coupons.CouponView;
import io.tuanzi.promotion.internal.CodeBook.Found;
import io.tuanzi.promotion.internal.CodeBook.Locked;
import io.tuanzi.promotion.internal.CodeBook.Made;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Prints codes and turns them into coupons.
 *
 * <p>A coupon of a code is issued under the row lock of its template, as every coupon is, then under that of the batch;
 * a unique row per code that is good once and per person's n-th use stands behind what is decided there (C1).
 */
@Component
class CodeDesk implements CouponCodes {

    /** Letters of a drawn code: 12 of an alphabet of 31 cannot be guessed, whatever the rate limits say. */
    private static final int LETTERS = 12;
    private static final String PURPOSE = "promotion.code";

    private final CodeBook book;
    private final CouponBook couponBook;
    private final CouponDesk coupons;
    private final Messages messages;
    private final AuditTrail audit;
    private final Vault vault;
    private final Secrets secrets;
    private final Ids ids;
    private final Tx tx;

    CodeDesk(CodeBook book, CouponBook couponBook, CouponDesk coupons, Messages messages, AuditTrail audit,
            Vault vault, Secrets secrets, Ids ids, Tx tx) {
        this.book = book;
        this.couponBook = couponBook;
        this.coupons = coupons;
        this.messages = messages;
        this.audit = audit;
        this.vault = vault;
        this.secrets = secrets;
        this.ids = ids;
        this.tx = tx;
    }

    @Override
    public List<Batch> batches() {
        return book.batches();
    }

    @Override
    public Batch print(Print print, String who, String why) {
        return tx.call("coupon.code.print", () -> {
            if (couponBook.lockForIssue(null, print.templateId()).isEmpty()) {
                throw Problem.notFound("template");
            }
            List<@Nullable Long> holders = switch (print.kind()) {
                case SINGLE -> java.util.Collections.nCopies(print.codes(), null);
                case SHARED -> java.util.Collections.singletonList(null);
                case PERSONAL -> new ArrayList<>(print.customerIds().stream().distinct().sorted().toList());
            };
            long batchId = ids.next();
            book.insertBatch(batchId, print, print.kind() == Kind.SHARED ? print.usesCap() : holders.size());
            List<Made> made = new ArrayList<>();
            for (Long holder : holders) {
                String code = print.word() == null ? drawn() : print.word();
                made.add(new Made(ids.next(), index(code), vault.seal(PURPOSE, code), holder));
                if (holder != null) {
                    messages.send(new NewMessage(holder, "code:" + batchId, "COUPON.code",
                            Map.of("code", code, "title", print.name()), "/pages/coupons/coupons"));
                }
            }
            if (book.insertCodes(batchId, made) != made.size()) {
                throw Problem.invalid("word", "codeInUse");
            }
            Batch after = book.batch(batchId).orElseThrow();
            audit.wrote(who, "promotion.code", "batch:" + batchId, null, after, why);
            return after;
        });
    }

    /** In fours, as people read it aloud. */
    private String drawn() {
        String letters = secrets.code(LETTERS);
        return letters.substring(0, 4) + "-" + letters.substring(4, 8) + "-" + letters.substring(8);
    }

    /** Capitals or not, with or without dashes and blanks, is the same code. */
    private byte[] index(String code) {
        return vault.index(PURPOSE, code.toUpperCase(Locale.ROOT).replaceAll("[\\s\\-]", ""));
    }

    @Override
    public Batch change(long batchId, Change change, String who, String why) {
        return tx.call("coupon.code.change", () -> {
            long templateId = book.templateOf(batchId).orElseThrow(() -> Problem.notFound("batch"));
            couponBook.lockForIssue(null, templateId);
            book.lock(batchId);
            Batch before = book.batch(batchId).orElseThrow();
            if (before.kind() != Kind.SHARED && change.usesCap() != before.usesCap()) {
                throw Problem.invalid("usesCap", "codesFixed");
            }
            if (change.usesCap() < before.used()) { // C1
                throw Problem.invalid("usesCap", "belowIssued").with("issued", before.used());
            }
            if (before.startsAt() != null && change.endsAt() != null
                    && !before.startsAt().isBefore(change.endsAt())) {
                throw Problem.invalid("endsAt", "beforeStart");
            }
            book.change(batchId, change);
            Batch after = book.batch(batchId).orElseThrow();
            audit.wrote(who, "promotion.code", "batch:" + batchId, before, after, why);
            return after;
        });
    }

    @Override
    public List<Plain> export(long batchId, String who, String why) {
        return tx.call("coupon.code.export", () -> {
            Batch batch = book.batch(batchId).orElseThrow(() -> Problem.notFound("batch"));
            audit.wrote(who, "promotion.code.export", "batch:" + batchId, null, Map.of("codes", batch.codes()), why);
            return book.codes(batchId).stream().map(kept -> new Plain(vault.open(PURPOSE, kept.sealed()),
                    kept.customerId(), kept.usedBy(), kept.usedAt())).toList();
        });
    }

    @Override
    public CouponView redeem(long customerId, String code, String key) {
        long couponId = tx.call("coupon.code.redeem", () -> {
            Found found = book.find(index(code)).orElseThrow(() -> Problem.of(404, "CODE_UNKNOWN"));
            if (found.customerId() != null && found.customerId() != customerId) {
                throw Problem.conflict("CODE_NOT_YOURS");
            }
            boolean offered = couponBook.lockForIssue(null, found.templateId())
                    .filter(CouponBook.Issuing::offered).isPresent();
            Locked batch = book.lock(found.batchId());
            String sourceKey = "code:" + found.codeId() + ":" + customerId + ":" + key;
            Optional<Long> before = couponBook.bySource(sourceKey);
            if (before.isPresent()) {
                Replays.mark();
                return before.get();
            }
            int ordinal = 1 + book.usesOf(found.batchId(), customerId);
            refuse(found, batch, offered, customerId, ordinal);
            coupons.requireRoom(customerId, found.templateId());
            if (!couponBook.countIssued(found.templateId())) {
                throw Problem.conflict("COUPON_GONE").with("templateId", found.templateId());
            }
            if (!book.countUsed(found.batchId())) {
                throw Problem.conflict("CODE_GONE");
            }
            long made = coupons.issue(customerId, found.templateId(), "CODE", sourceKey);
            book.insertUse(made, found, customerId, ordinal, batch.perPersonLimit());
            return made;
        });
        return couponBook.coupon(customerId, couponId).orElseThrow();
    }

    /** Says why a code is not good now; decided on locked rows. */
    private void refuse(Found code, Locked batch, boolean offered, long customerId, int ordinal) {
        Optional<Long> user = code.kind() == Kind.SHARED ? Optional.empty() : book.userOf(code.codeId());
        if (user.isPresent()) {
            throw Problem.conflict(user.get() == customerId ? "CODE_HAD" : "CODE_USED");
        }
        if (!batch.enabled() || !offered) {
            throw Problem.conflict("CODE_STOPPED");
        }
        if (!batch.begun()) {
            throw Problem.conflict("CODE_NOT_YET");
        }
        if (batch.ended()) {
            throw Problem.conflict("CODE_ENDED");
        }
        if (ordinal > batch.perPersonLimit()) {
            throw Problem.conflict("CODE_HAD");
        }
        if (batch.left() <= 0) {
            throw Problem.conflict("CODE_GONE");
        }
    }
}
