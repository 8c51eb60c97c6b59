package io.tuanzi.testing;

import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;

/**
 * Runs a property over many seeds and names the seed that broke it, so it can be run again alone.
 *
 * <p>{@code -Dtuanzi.seed=N} replays one seed; {@code -Dtuanzi.seeds=N} replaces the number of seeds of every property.
 */
@NullMarked
public final class Seeds {

    /** One run of a property with its own source of chance. */
    @FunctionalInterface
    public interface Property {
        void holds(SplittableRandom random) throws Exception;
    }

    private Seeds() {}

    /** Runs the property for seeds 1 to {@code count}; the first failure is thrown again with its seed. */
    public static void run(int count, Property property) {
        Long one = Long.getLong("tuanzi.seed");
        long first = one == null ? 1 : one;
        long last = one == null ? Integer.getInteger("tuanzi.seeds", count) : one;
        for (long seed = first; seed <= last; seed++) {
            try {
                property.holds(new SplittableRandom(seed));
            } catch (Throwable failure) {
                throw new AssertionError("seed " + seed + " (run again with -Dtuanzi.seed=" + seed + "): "
                        + failure.getMessage(), failure);
            }
        }
    }

    /** A size drawn so that small, usual and very large values all come up. */
    public static long amount(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextLong(3);
            case 1 -> random.nextLong(100);
            case 2 -> Long.MAX_VALUE >>> (10 + random.nextInt(20));
            default -> random.nextLong(1_000_000);
        };
    }
}
