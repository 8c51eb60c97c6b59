package io.tuanzi.payment.internal;

import io.tuanzi.payment.Reconciliations;
import io.tuanzi.payment.internal.BillReader.Row;
import io.tuanzi.platform.Tasks;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.ShopTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Compares a day's bill with our books (M7). What the bill knows and we do not is asked about and booked first. */
@Component
class BillDesk implements Reconciliations {

    private static final Logger LOG = LoggerFactory.getLogger(BillDesk.class);
    /** The provider's calendar, wherever the shop is. */
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final BillBook book;
    private final CaptureDesk captures;
    private final WeChatPay weChatPay;
    private final Provider provider;
    private final Tasks tasks;
    private final Tx tx;
    private final ShopTime time;

    BillDesk(BillBook book, CaptureDesk captures, WeChatPay weChatPay, Provider provider, Tasks tasks, Tx tx,
             ShopTime time) {
        this.book = book;
        this.captures = captures;
        this.weChatPay = weChatPay;
        this.provider = provider;
        this.tasks = tasks;
        this.tx = tx;
        this.time = time;
    }

    @Override
    public DayView compare(LocalDate day) {
        Tx.requireNone("comparing a bill");
        WeChatPay.Bill bill;
        try {
            bill = weChatPay.bill(day);
        } catch (ProviderSilent | ProviderRefused none) {
            LOG.info("no bill of {}: {}", day, none.getMessage());
            throw Problem.of(503, "PAYMENT_UNAVAILABLE").with("retryAfterSeconds", 600);
        }
        List<Row> rows = BillReader.rows(bill.csv());
        learn(day, rows);
        List<DifferenceView> differences = differences(day, rows);
        int wrongRows = (int) rows.stream().filter(row -> differences.stream()
                .anyMatch(d -> d.number().equals(row.number()))).count();
        DayView view = new DayView(day, provider.name(), rows.size(), rows.size() - wrongRows, differences.size(),
                bill.hash(), time.now());
        tx.run("payment.bill", () -> {
            book.replace(view, differences);
            if (differences.isEmpty()) {
                tasks.done("BILL_DIFFERS", day.toString());
            } else {
                tasks.open("BILL_DIFFERS", day.toString(), Map.of("differences", differences.size()));
            }
        });
        return view;
    }

    /** A payment on the bill that never reached us: asked about now, and booked if it fits. */
    private void learn(LocalDate day, List<Row> rows) {
        Set<String> ours = ours(day, rows).keySet();
        for (Row row : rows) {
            if (!row.refund() && !ours.contains(row.number())) {
                try {
                    captures.settle(weChatPay.query(row.outTradeNo()));
                } catch (ProviderSilent | ProviderRefused later) {
                    LOG.warn("asking about {} of the bill: {}", row.outTradeNo(), later.getMessage());
                }
            }
        }
    }

    private Map<String, Long> ours(LocalDate day, List<Row> rows) {
        Instant from = day.atStartOfDay(CHINA).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(CHINA).toInstant();
        Map<String, Long> ours = new HashMap<>(book.captures(provider.name(), from, to));
        ours.putAll(book.refunds(rows.stream().filter(Row::refund).map(Row::number).toList()));
        return ours;
    }

    private List<DifferenceView> differences(LocalDate day, List<Row> rows) {
        Map<String, Long> ours = ours(day, rows);
        List<DifferenceView> differences = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Row row : rows) {
            seen.add(row.number());
            long known = ours.getOrDefault(row.number(), 0L);
            if (known != row.amountMinor()) {
                differences.add(new DifferenceView(day, row.refund() ? "REFUND" : "PAYMENT", row.number(),
                        row.amountMinor(), known));
            }
        }
        Instant from = day.atStartOfDay(CHINA).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(CHINA).toInstant();
        book.captures(provider.name(), from, to).forEach((number, sum) -> {
            if (!seen.contains(number)) {
                differences.add(new DifferenceView(day, "PAYMENT", number, 0, sum));
            }
        });
        book.refundsDone(provider.name(), from, to).forEach((number, sum) -> {
            if (!seen.contains(number)) {
                differences.add(new DifferenceView(day, "REFUND", number, 0, sum));
            }
        });
        return differences;
    }

    /** Compares yesterday if it was not compared yet and there is anything to compare; true when it did. */
    boolean compareYesterday() {
        LocalDate today = LocalDate.ofInstant(time.now(), CHINA);
        LocalDate yesterday = today.minusDays(1);
        if (book.compared(provider.name(), yesterday)
                || !book.anyIntentBefore(provider.name(), today.atStartOfDay(CHINA).toInstant())) {
            return false;
        }
        try {
            compare(yesterday);
            return true;
        } catch (Problem notYet) {
            return false;
        }
    }

    @Override
    public List<DayView> days(int limit) {
        return book.days(limit);
    }

    @Override
    public List<DifferenceView> differences(LocalDate day) {
        return book.differences(day);
    }
}
