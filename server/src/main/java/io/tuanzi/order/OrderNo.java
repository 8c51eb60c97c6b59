package io.tuanzi.order;

import java.util.OptionalLong;

/** The number of an order as people read it: {@code T}, the id, and a check digit by the rule of card numbers. */
public final class OrderNo {

    private OrderNo() {
    }

    public static String of(long orderId) {
        return "T" + orderId + check(orderId);
    }

    /** The id behind a number; empty when the text is no order number or its check digit is wrong. */
    public static OptionalLong parse(String text) {
        if (!text.matches("[Tt]?[0-9]{2,18}")) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(text.replaceFirst("^[Tt]", ""));
        return check(number / 10) == number % 10 ? OptionalLong.of(number / 10) : OptionalLong.empty();
    }

    private static int check(long id) {
        int sum = 0;
        boolean twice = true;
        for (long rest = id; rest > 0; rest /= 10) {
            int digit = (int) (rest % 10) * (twice ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
            twice = !twice;
        }
        return (10 - sum % 10) % 10;
    }
}
