package io.tuanzi.sandboxpay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;

/** The faults in force. Each may be limited to the next N chances, to one trade, to one kind of call, to a share. */
final class Faults {
    private static final class Rule {
        final Fault fault;
        final long value;
        final String outTradeNo;
        final String on;
        final long percent;
        long left;

        Rule(Fields f) {
            this.fault = Fault.of(f.text("fault"));
            this.value = f.number("value", fault.usual());
            this.outTradeNo = f.text("out_trade_no", "");
            this.on = f.text("on", fault == Fault.TIMEOUT_AFTER_CHARGING ? "pay,refund" : "");
            this.percent = f.number("percent", 100);
            this.left = f.number("next", Long.MAX_VALUE);
            if (value < -1_000_000_000L || value > 1_000_000_000L || percent < 0 || percent > 100 || left < 0) {
                throw Refusal.parameter("value, percent or next out of range");
            }
        }

        boolean meets(Fault wanted, String call, String no) {
            return fault == wanted && left > 0 && (outTradeNo.isEmpty() || outTradeNo.equals(no))
                    && (on.isEmpty() || List.of(on.split(",", -1)).contains(call));
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Rule> rules = new ArrayList<>();
    private SplittableRandom chance = new SplittableRandom(1);

    /** The fault's value if it strikes now; a limited one is used up by one. Calls are prepay, pay, query and so on. */
    OptionalLong strikes(Fault fault, String call, String outTradeNo) {
        lock.lock();
        try {
            for (Rule rule : rules) {
                if (rule.meets(fault, call, outTradeNo)
                        && (rule.percent >= 100 || chance.nextLong(100) < rule.percent)) {
                    rule.left--;
                    return OptionalLong.of(rule.value);
                }
            }
            return OptionalLong.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Adds a fault: {@code fault}, {@code value}, {@code next}, {@code out_trade_no}, {@code on}, {@code percent}. */
    void add(Fields fault) {
        Rule rule = new Rule(fault);
        lock.lock();
        try {
            rules.add(rule);
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            rules.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Makes the shares repeatable. */
    void seed(long seed) {
        lock.lock();
        try {
            chance = new SplittableRandom(seed);
        } finally {
            lock.unlock();
        }
    }

    List<Map<String, Object>> list() {
        lock.lock();
        try {
            return rules.stream().filter(rule -> rule.left > 0).map(rule -> Json.object(
                    "fault", rule.fault.word(), "value", rule.value, "out_trade_no", rule.outTradeNo, "on", rule.on,
                    "percent", rule.percent, "next", rule.left == Long.MAX_VALUE ? null : rule.left)).toList();
        } finally {
            lock.unlock();
        }
    }
}
