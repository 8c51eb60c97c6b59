package io.tuanzi.payment.internal;

import io.tuanzi.ledger.Ledger;
import io.tuanzi.ledger.Transfer;
import io.tuanzi.payment.Capture;
import io.tuanzi.payment.CaptureListener;
import io.tuanzi.payment.CaptureListener.Verdict;
import io.tuanzi.payment.events.PaymentCaptured;
import io.tuanzi.payment.events.PaymentClosed;
import io.tuanzi.payment.events.PaymentQuarantined;
import io.tuanzi.payment.internal.PaymentBook.Intent;
import io.tuanzi.platform.Tasks;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.time.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Books what the provider tells about payments: each arrival of money once, and only if it fits (P1 to P4). */
@Component
class CaptureDesk {

    /** What became of something told. */
    enum Settled {
        /** Money was booked now. */
        BOOKED,
        /** It was booked before; nothing changed. */
        KNOWN,
        /** It did not fit and was set aside (P4). */
        SET_ASIDE,
        /** It tells of no money. */
        NOT_PAID
    }

    private static final Logger LOG = LoggerFactory.getLogger(CaptureDesk.class);

    private final PaymentBook book;
    private final RefundDesk refunds;
    private final Ledger ledger;
    private final Facts facts;
    private final Tasks tasks;
    private final Tx tx;
    private final Ids ids;
    private final Provider provider;
    private final List<CaptureListener> listeners;

    CaptureDesk(PaymentBook book, RefundDesk refunds, Ledger ledger, Facts facts, Tasks tasks, Tx tx, Ids ids,
                Provider provider, List<CaptureListener> listeners) {
        this.book = book;
        this.refunds = refunds;
        this.ledger = ledger;
        this.facts = facts;
        this.tasks = tasks;
        this.tx = tx;
        this.ids = ids;
        this.provider = provider;
        this.listeners = listeners;
    }

    /** Books a payment that was told, by whomever; safe to call any number of times, on any node, at once. */
    Settled settle(Told.Payment told) {
        Optional<Intent> found = book.byNumber(told.outTradeNo());
        String misfit = misfit(told, found.orElse(null));
        if (misfit != null) {
            return setAside(found.orElse(null), told, misfit);
        }
        Intent intent = found.orElseThrow();
        Instant paidAt = told.paidAt();
        if (!told.paid() || paidAt == null) {
            return Settled.NOT_PAID;
        }
        Settled settled = tx.call("payment.capture", () -> capture(intent, told.transactionId(), paidAt));
        if (settled == Settled.KNOWN && !book.intentOf(intent.provider(), told.transactionId())
                .equals(Optional.of(intent.intentId()))) {
            return setAside(intent, told, "the transaction belongs to another payment");
        }
        return settled;
    }

    /** P4: what does not fit, or null. Sum, currency, merchant and order are compared before anything is believed. */
    private @Nullable String misfit(Told.Payment told, @Nullable Intent intent) {
        if (intent == null) {
            return "no such payment";
        }
        if (!told.mchid().equals(provider.keys().mchid()) || !told.appid().equals(provider.keys().appid())) {
            return "another merchant";
        }
        if (!intent.provider().equals(provider.name())) {
            return "another provider";
        }
        if (told.totalMinor() != intent.amountMinor()) {
            return "another sum";
        }
        if (!told.currency().equals(intent.currency())) {
            return "another currency";
        }
        if (told.paid() && (told.transactionId().isEmpty() || told.transactionId().length() > 64
                || told.paidAt() == null)) {
            return "no transaction or no moment";
        }
        return null;
    }

    private Settled setAside(@Nullable Intent intent, Told.Payment told, String why) {
        LOG.warn("P4 set aside: {} for {}", why, told.outTradeNo());
        tx.run("payment.quarantine", () -> {
            Long intentId = intent == null ? null : intent.intentId();
            String transaction = told.transactionId().length() > 64 ? "" : told.transactionId();
            if (!book.quarantine(intentId, provider.name(), transaction, why, told.said())) {
                return;
            }
            tasks.open("PAYMENT_QUARANTINED", intent == null ? told.outTradeNo() : intent.payable(),
                    Map.of("why", why, "outTradeNo", told.outTradeNo()));
            if (intent != null) {
                // a notification may lie; the answer to our own question is asked for soon
                if (!told.answered()) {
                    book.askSoon(intent.intentId());
                }
                facts.record(intent.intentId(), book.nextSeq(intent.intentId()),
                        new PaymentQuarantined(intent.intentId(), intent.payable(), intent.payableId(), why));
            }
        });
        return Settled.SET_ASIDE;
    }

    /** Inside one transaction: the arrival (P1), the verdict (P2, P3), the ledger, and what is owed back. */
    private Settled capture(Intent intent, String transactionId, Instant paidAt) {
        long captureId = ids.next();
        if (!book.capture(captureId, intent, transactionId, paidAt)) {
            return Settled.KNOWN;
        }
        // the listener locks its own rows before ours: order, then intent, as closing does
        Verdict verdict = listener(intent.payable()).captured(new Capture(intent.payable(), intent.payableId(),
                captureId, intent.provider(), transactionId, intent.amountMinor(), paidAt));
        boolean kept = verdict == Verdict.KEPT;
        book.verdict(captureId, kept);
        if (kept) {
            book.giveUpOthers(intent);
        }
        long seq = book.paid(intent.intentId());
        ledger.post(List.of(new Transfer("payment.capture", intent.provider() + ":" + transactionId, 0,
                "cash/" + intent.provider(), Accounts.of(intent.payable(), intent.payableId()),
                intent.amountMinor())));
        facts.record(intent.intentId(), seq, new PaymentCaptured(intent.intentId(), intent.payable(),
                intent.payableId(), captureId, intent.provider(), transactionId, intent.amountMinor(), kept));
        if (!kept) {
            refunds.giveBack(intent, captureId, transactionId);
        }
        return Settled.BOOKED;
    }

    private CaptureListener listener(String payable) {
        String kind = payable.substring(0, payable.indexOf(':'));
        return listeners.stream().filter(l -> l.kind().equals(kind)).findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody decides what is paid for " + payable));
    }

    /** Books that the provider takes no more money for an intent. */
    void closed(Intent intent) {
        tx.run("payment.closed", () -> book.close(intent.intentId()).ifPresent(seq ->
                facts.record(intent.intentId(), seq,
                        new PaymentClosed(intent.intentId(), intent.payable(), intent.payableId()))));
    }
}
