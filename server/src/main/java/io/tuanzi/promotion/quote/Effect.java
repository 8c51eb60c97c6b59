package io.tuanzi.promotion.quote;

import io.tuanzi.kernel.BasisPoints;
import org.jspecify.annotations.Nullable;

/** What a rule does to the price. */
public sealed interface Effect {

    /** The lines this is taken from. */
    default Selector target() {
        return Selector.ALL;
    }

    /** A line costs what the occasion's group asks; never a rule of a rule set. */
    record GroupPrice() implements Effect {}

    /**
     * A share of the lines' sum is taken off, half up.
     *
     * @param offBp    the share in basis points: 2,000 is 8折
     * @param capMinor the most that is taken, or null
     */
    record PercentOff(int offBp, @Nullable Long capMinor, Selector target) implements Effect {
        public PercentOff {
            if (offBp < 1 || offBp > BasisPoints.WHOLE || (capMinor != null && capMinor < 1)) {
                throw new IllegalArgumentException(offBp + " bp off, at most " + capMinor);
            }
        }
    }

    /** So many fen are taken off, never more than the lines come to. */
    record AmountOff(long minor, Selector target) implements Effect {
        public AmountOff {
            if (minor < 1) {
                throw new IllegalArgumentException(minor + " fen off");
            }
        }
    }

    /** Freight is taken off, up to the cap if there is one. */
    record FreeShipping(@Nullable Long capMinor) implements Effect {
        public FreeShipping {
            if (capMinor != null && capMinor < 1) {
                throw new IllegalArgumentException("freight off, at most " + capMinor);
            }
        }
    }
}
