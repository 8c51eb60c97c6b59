package io.tuanzi.promotion.quote;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The units of some lines, dearest first, in stretches of equal value, so that a thousand units cost no more than one.
 *
 * <p>A line's sum is divided over its units as evenly as fen allow: some cost one fen more than the others.
 */
final class Units {

    /** Units of one line that are worth the same, and how many of them are still there. */
    static final class Stretch {
        final int line;
        final long value;
        private int left;

        Stretch(int line, long value, int left) {
            this.line = line;
            this.value = value;
            this.left = left;
        }

        int left() {
            return left;
        }
    }

    /** So many equal sets: of which stretches, dearest first, and how many units of each. */
    record Sets(int times, List<Stretch> of, int[] units) {

        /** What one of the sets is worth. */
        long value() {
            long value = 0;
            for (int i = 0; i < units.length; i++) {
                value += of.get(i).value * units[i];
            }
            return value;
        }

        /** Adds the worth of the cheapest {@code most} units of every set to the weight of their lines. */
        void addCheapest(int most, long[] weights) {
            int need = most;
            for (int i = units.length - 1; i >= 0 && need > 0; i--) {
                int now = Math.min(need, units[i]);
                weights[of.get(i).line] += of.get(i).value * now * times;
                need -= now;
            }
        }
    }

    private final List<Stretch> stretches = new ArrayList<>();

    /** The units of the lines chosen; {@code net} is what each line costs. */
    Units(CartLine[] lines, long[] net, IntPredicate chosen) {
        for (int i = 0; i < lines.length; i++) {
            if (chosen.test(i)) {
                int quantity = lines[i].quantity();
                int dearer = (int) (net[i] % quantity);
                add(i, net[i] / quantity + 1, dearer);
                add(i, net[i] / quantity, quantity - dearer);
            }
        }
        stretches.sort(Comparator.<Stretch>comparingLong(each -> -each.value).thenComparingInt(each -> each.line));
    }

    private void add(int line, long value, int count) {
        if (count > 0) {
            stretches.add(new Stretch(line, value, count));
        }
    }

    /** Dearest first. */
    List<Stretch> stretches() {
        return stretches;
    }

    /** How many units are there of the lines chosen. */
    int count(IntPredicate chosen) {
        return stretches.stream().filter(each -> chosen.test(each.line)).mapToInt(each -> each.left).sum();
    }

    /**
     * Forms and takes away the next sets that are all alike, at most so many; null when no further set is there.
     *
     * @param needs  how many units each part needs, in the order in which parts take
     * @param covers which lines each part may take
     */
    @Nullable Sets next(int[] needs, List<IntPredicate> covers, int most) {
        int[] picked = new int[stretches.size()];
        for (int part = 0; part < needs.length; part++) {
            int need = needs[part];
            for (int s = 0; s < picked.length && need > 0; s++) {
                Stretch stretch = stretches.get(s);
                int now = covers.get(part).test(stretch.line) ? Math.min(need, stretch.left - picked[s]) : 0;
                picked[s] += now;
                need -= now;
            }
            if (need > 0) {
                return null;
            }
        }
        int times = most;
        List<Stretch> of = new ArrayList<>();
        for (int s = 0; s < picked.length; s++) {
            if (picked[s] > 0) {
                times = Math.min(times, stretches.get(s).left / picked[s]);
                of.add(stretches.get(s));
            }
        }
        int[] units = new int[of.size()];
        for (int s = 0, at = 0; s < picked.length; s++) {
            if (picked[s] > 0) {
                units[at++] = picked[s];
                stretches.get(s).left -= picked[s] * times;
            }
        }
        return new Sets(times, of, units);
    }
}
