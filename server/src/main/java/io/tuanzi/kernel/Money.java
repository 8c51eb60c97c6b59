package io.tuanzi.kernel;

/**
 * An amount of money in fen (1/100 yuan), positive or negative.
 *
 * <p>Rows and commands carry plain {@code long} fields named {@code ...Minor}; this type is for arithmetic that must
 * not wrap and for the one written form. Overflow throws {@link ArithmeticException}.
 *
 * @param minor the amount in fen
 */
public record Money(long minor) implements Comparable<Money> {

    /** No money at all. */
    public static final Money ZERO = new Money(0);

    /** The amount of so many fen. */
    public static Money ofMinor(long minor) {
        return minor == 0 ? ZERO : new Money(minor);
    }

    /** The sum of both; refuses to overflow. */
    public Money plus(Money other) {
        return ofMinor(Math.addExact(minor, other.minor));
    }

    /** The difference, which may be negative; refuses to overflow. */
    public Money minus(Money other) {
        return ofMinor(Math.subtractExact(minor, other.minor));
    }

    /** So many times this amount; refuses to overflow. */
    public Money times(long count) {
        return ofMinor(Math.multiplyExact(minor, count));
    }

    /** Whether this is less than nothing. */
    public boolean isNegative() {
        return minor < 0;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, other.minor);
    }

    /** The written form people read: {@code ¥1,284.00}, with a minus sign in front when negative. */
    public String format() {
        return format(minor);
    }

    /** The written form of so many fen, for callers that hold a plain {@code long}. */
    public static String format(long minor) {
        long yuan = minor / 100;
        long fen = Math.abs(minor % 100);
        String digits = Long.toString(Math.abs(yuan));
        StringBuilder text = new StringBuilder(digits.length() + 12);
        if (minor < 0) {
            text.append('-');
        }
        text.append('¥');
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                text.append(',');
            }
            text.append(digits.charAt(i));
        }
        text.append('.').append((char) ('0' + fen / 10)).append((char) ('0' + fen % 10));
        return text.toString();
    }

    @Override
    public String toString() {
        return format();
    }
}
