package io.tuanzi.payment.internal;

import io.tuanzi.ledger.Ledger;
import io.tuanzi.ledger.Transfer;
import io.tuanzi.payment.Refund;
import io.tuanzi.payment.events.PaymentRefundFailed;
import io.tuanzi.payment.events.PaymentRefunded;
import io.tuanzi.payment.internal.PaymentBook.Intent;
import io.tuanzi.payment.internal.RefundBook.Row;
import io.tuanzi.payment.internal.RefundBook.Source;
import io.tuanzi.platform.Tasks;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.Ids;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Owes money back, asks the provider for it until it says how that ended, and books the end. */
@Component
class RefundDesk {

    private static final Logger LOG = LoggerFactory.getLogger(RefundDesk.class);
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final RefundBook book;
    private final PaymentBook payments;
    private final Ledger ledger;
    private final Facts facts;
    private final Tasks tasks;
    private final Tx tx;
    private final Ids ids;
    private final WeChatPay weChatPay;
    private final Provider provider;
    private final JsonMapper json = JsonMapper.shared();

    RefundDesk(RefundBook book, PaymentBook payments, Ledger ledger, Facts facts, Tasks tasks, Tx tx, Ids ids,
               WeChatPay weChatPay, Provider provider) {
        this.book = book;
        this.payments = payments;
        this.ledger = ledger;
        this.facts = facts;
        this.tasks = tasks;
        this.tx = tx;
        this.ids = ids;
        this.weChatPay = weChatPay;
        this.provider = provider;
    }

    /** Owes a sum back from the kept captures of a payable, in the caller's transaction (M5). */
    long owe(Refund ask) {
        Tx.requireOpen("a refund");
        if (ask.amountMinor() <= 0) {
            throw Problem.invalid("amountMinor", "range");
        }
        List<Source> sources = book.lockSources(ask.payable(), null);
        Optional<long[]> known = book.known(ask.payable(), ask.key());
        if (known.isPresent()) {
            if (known.get()[1] != ask.amountMinor()) {
                throw Problem.of(422, "KEY_REUSED");
            }
            return known.get()[0];
        }
        long left = sources.stream().mapToLong(Source::leftMinor).sum();
        if (left < ask.amountMinor()) {
            throw Problem.conflict("REFUND_TOO_MUCH").with("leftMinor", left);
        }
        long first = 0;
        long open = ask.amountMinor();
        int part = 0;
        for (Source source : sources) {
            long sum = Math.min(open, source.leftMinor());
            if (sum > 0) {
                long refundId = queue(ask, source, sum, part++);
                first = first == 0 ? refundId : first;
                open -= sum;
            }
        }
        return first;
    }

    /** Owes back the whole of a capture that came too late or twice, in the transaction that stores it (P2, P3). */
    void giveBack(Intent intent, long captureId, String transactionId) {
        Source source = book.lockSources(intent.payable(), captureId).getFirst();
        queue(new Refund(intent.payable(), "return:" + captureId, source.amountMinor(), "重复或超时付款，原路退回"),
                source, source.amountMinor(), 0);
        // what the payer is owed moves here, since nobody above keeps this money
        ledger.post(List.of(new Transfer("payment.return", intent.provider() + ":" + transactionId, 0,
                Accounts.of(intent.payable(), intent.payableId()), Accounts.refund(intent.payableId()),
                source.amountMinor())));
    }

    private long queue(Refund ask, Source source, long sum, int part) {
        if (!book.take(source.captureId(), sum)) {
            throw new IllegalStateException("M5: capture " + source.captureId() + " has less than " + sum + " left");
        }
        long refundId = ids.next();
        String number = source.outTradeNo() + "-R" + refundId;
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("transaction_id", source.transactionId());
        request.put("out_trade_no", source.outTradeNo());
        request.put("out_refund_no", number);
        request.put("reason", ask.reason().length() > 80 ? ask.reason().substring(0, 80) : ask.reason());
        request.put("notify_url", provider.notifyUrl());
        request.put("amount", Map.of("refund", sum, "total", source.amountMinor(), "currency", "CNY"));
        book.insert(new Row(refundId, source.captureId(), source.intentId(), ask.payable(), source.payableId(),
                ask.key(), source.provider(), source.transactionId(), number, sum, json.writeValueAsString(request),
                "QUEUED", 0), part, ask.reason());
        return refundId;
    }

    /** Takes what is due and asks the provider about each; returns how many. */
    int sendDue(int limit) {
        List<Row> due = tx.call("refund.take", () -> book.takeDue(limit, FIRST, LONGEST));
        due.forEach(this::ask);
        return due.size();
    }

    /** Asks for the refund, or how it stands; the same words each time, so asking twice is asking once (P5). */
    private void ask(Row row) {
        try {
            Told.Refunded told = row.state().equals("SENT")
                    ? weChatPay.queryRefund(row.outRefundNo()) : weChatPay.refund(row.request());
            if (told.status().equals("PROCESSING")) {
                tx.run("refund.sent", () -> book.underway(row.refundId(), "SENT", null, wait(row)));
            } else {
                end(told);
            }
        } catch (ProviderSilent silent) {
            tx.run("refund.unknown", () -> book.underway(row.refundId(),
                    row.state().equals("SENT") ? "SENT" : "UNKNOWN", silent.getMessage(), wait(row)));
        } catch (ProviderRefused no) {
            refused(row, no);
        }
    }

    private void refused(Row row, ProviderRefused no) {
        if (!no.final4xx()) {
            tx.run("refund.later", () -> book.underway(row.refundId(), row.state(), no.getMessage(), wait(row)));
            return;
        }
        try {
            // a refusal of our words does not say that an earlier asking of ours was not heard
            end(weChatPay.queryRefund(row.outRefundNo()));
        } catch (ProviderRefused unknown) {
            if (unknown.code().equals("RESOURCE_NOT_EXISTS")) {
                fail(row, String.valueOf(no.getMessage()));
            }
        } catch (ProviderSilent silent) {
            LOG.warn("refund {}: {}", row.outRefundNo(), silent.getMessage());
        }
    }

    private static long wait(Row row) {
        return Math.min(LONGEST.toSeconds(), 1L << Math.min(row.asked(), 9));
    }

    /** Books how a refund ended, from a notification or an answer; true unless it was set aside (P4). */
    boolean end(Told.Refunded told) {
        Optional<Row> found = book.byNumber(told.outRefundNo());
        String misfit = misfit(told, found.orElse(null));
        if (misfit != null) {
            setAside(found.orElse(null), told, misfit);
            return false;
        }
        Row row = found.orElseThrow();
        switch (told.status()) {
            case "SUCCESS" -> done(row, told.refundId());
            case "ABNORMAL", "CLOSED" -> fail(row, "the provider says " + told.status());
            default -> LOG.debug("refund {} is {}", row.outRefundNo(), told.status());
        }
        return true;
    }

    private @Nullable String misfit(Told.Refunded told, @Nullable Row row) {
        if (row == null) {
            return "no such refund";
        }
        if (!told.mchid().equals(provider.keys().mchid())) {
            return "another merchant";
        }
        if (told.refundMinor() != row.amountMinor()) {
            return "another sum";
        }
        return told.transactionId().equals(row.transactionId()) ? null : "another transaction";
    }

    private void setAside(@Nullable Row row, Told.Refunded told, String why) {
        LOG.warn("P4 refund set aside: {} for {}", why, told.outRefundNo());
        tx.run("refund.quarantine", () -> {
            String transaction = told.transactionId().length() > 64 ? "" : told.transactionId();
            if (payments.quarantine(row == null ? null : row.intentId(), provider.name(), transaction, why,
                    told.said())) {
                tasks.open("PAYMENT_QUARANTINED", row == null ? told.outRefundNo() : row.payable(),
                        Map.of("why", why, "outRefundNo", told.outRefundNo()));
            }
        });
    }

    private void done(Row row, String providerRefundId) {
        tx.run("refund.done", () -> {
            if (!book.done(row.refundId(), providerRefundId)) {
                return;
            }
            ledger.post(List.of(new Transfer("payment.refund", row.outRefundNo(), 0,
                    Accounts.refund(row.payableId()), "cash/" + row.provider(), row.amountMinor())));
            boolean whole = book.whole(row.payable(), row.key());
            facts.record(row.intentId(), payments.nextSeq(row.intentId()), new PaymentRefunded(row.intentId(),
                    row.payable(), row.payableId(), row.refundId(), row.key(), row.amountMinor(), whole));
            tasks.done("REFUND_FAILED", row.outRefundNo());
        });
    }

    private void fail(Row row, String why) {
        tx.run("refund.failed", () -> {
            if (book.failed(row.refundId(), why)) {
                facts.record(row.intentId(), payments.nextSeq(row.intentId()), new PaymentRefundFailed(
                        row.intentId(), row.payable(), row.payableId(), row.refundId(), row.key(),
                        row.amountMinor(), why));
                tasks.open("REFUND_FAILED", row.outRefundNo(),
                        Map.of("payable", row.payable(), "amountMinor", row.amountMinor(), "why", why));
            }
        });
    }
}
