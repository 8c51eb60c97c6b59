package io.tuanzi.promotion.quote;

import io.tuanzi.kernel.BasisPoints;
import io.tuanzi.kernel.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule does to the price.
 *
 * <p>Effects on units see every line's present sum divided over its units to the fen, and take units dearest first:
 * by value, then by SKU. What they take off is summed, a rate applied once to that sum, and divided over the lines the
 * units are of.
 */
public sealed interface Effect {

    /** The lines this is taken from. */
    default Selector target() {
        return Selector.ALL;
    }

    /** A line costs what the occasion's group asks; never a rule of a rule set, and not kept up by a floor. */
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

    /** One step of a ladder: from so much on, so much off. */
    record Step(long fromMinor, long offMinor) {}

    /**
     * A ladder (满100减10 满200减30): the highest step that the lines reach at the entry of the phase.
     *
     * <p>Refuses no step, and steps that do not rise in both figures.
     */
    record StepOff(List<Step> steps, Selector target) implements Effect {
        public StepOff {
            steps = List.copyOf(steps);
            Step below = new Step(0, 0);
            for (Step step : steps) {
                if (step.fromMinor() <= below.fromMinor() || step.offMinor() <= below.offMinor()) {
                    throw new IllegalArgumentException("steps " + steps);
                }
                below = step;
            }
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("no step");
            }
        }

        /** The number of steps a sum reaches; 0 for none. */
        int reached(long sumMinor) {
            int reached = 0;
            while (reached < steps.size() && steps.get(reached).fromMinor() <= sumMinor) {
                reached++;
            }
            return reached;
        }
    }

    /**
     * So much off each time the lines come to so much (每满100减10) at the entry of the phase.
     *
     * @param capMinor the most that is taken, or null
     */
    record EveryOff(long everyMinor, long offMinor, @Nullable Long capMinor, Selector target) implements Effect {
        public EveryOff {
            if (offMinor < 1 || offMinor > everyMinor || (capMinor != null && capMinor < offMinor)) {
                throw new IllegalArgumentException(offMinor + " off every " + everyMinor + ", at most " + capMinor);
            }
        }

        /** What is taken off such a sum, before the cap. */
        long uncapped(long sumMinor) {
            return sumMinor / everyMinor * offMinor;
        }
    }

    /** So many fen off every unit (直降), or off the dearest so many, never more than a unit costs. */
    record UnitOff(long minor, @Nullable Integer mostUnits, Selector target) implements Effect {
        public UnitOff {
            if (minor < 1 || minor > CartLine.MAX_PRICE_MINOR || (mostUnits != null && mostUnits < 1)) {
                throw new IllegalArgumentException(minor + " fen off, " + mostUnits + " units");
            }
        }
    }

    /** Every unit costs so much (限时价, 会员价), or the dearest so many do (加价购); what costs less stays as it is. */
    record UnitPrice(long minor, @Nullable Integer mostUnits, Selector target) implements Effect {
        public UnitPrice {
            if (minor < 0 || minor > CartLine.MAX_PRICE_MINOR || (mostUnits != null && mostUnits < 1)) {
                throw new IllegalArgumentException("at " + minor + ", " + mostUnits + " units");
            }
        }
    }

    /**
     * Of every so many units the cheapest gets a share off (第2件半价). Units go together dearest first, so that a
     * cheap one more never makes less of what is there.
     *
     * @param offBp     the share of the n-th unit that comes off in basis points: 5,000 is half price
     * @param mostTimes how often in one cart, or null
     */
    record NthUnit(int nth, int offBp, @Nullable Integer mostTimes, Selector target) implements Effect {
        public NthUnit {
            if (nth < 2 || nth > Quantity.MAX || offBp < 1 || offBp > BasisPoints.WHOLE
                    || (mostTimes != null && mostTimes < 1)) {
                throw new IllegalArgumentException("unit " + nth + " " + offBp + " bp off, times " + mostTimes);
            }
        }
    }

    /**
     * Who buys so many gets so many more for a share less (买二赠一). A unit is bought or given, never both.
     *
     * <p>Where the same goods are bought and given, units go together dearest first and of each {@code buy + get} the
     * cheapest are given; otherwise, of what may be given, the cheapest, as far as enough is left that was bought.
     *
     * @param offBp  the share of the units given that comes off: 10,000 is free
     * @param bought what has to be bought
     * @param target what is given
     */
    record BuyGet(int buy, int get, int offBp, @Nullable Integer mostTimes, Selector bought, Selector target)
            implements Effect {
        public BuyGet {
            if (!Quantity.isValid(buy) || !Quantity.isValid(get) || offBp < 1 || offBp > BasisPoints.WHOLE
                    || (mostTimes != null && mostTimes < 1)) {
                throw new IllegalArgumentException("buy " + buy + " get " + get + ", times " + mostTimes);
            }
        }
    }

    /** A part of a set: so many units of certain goods. */
    record Part(int units, Selector of) {}

    /**
     * A set of goods for a price (套装价); with a single part any so many units of it (3件99元).
     *
     * <p>Sets are formed one after the other while they save something. In each, the part that the cart has fewest
     * units for takes first (among equals the earlier part), each part the dearest units still there. A set costs
     * {@code minor}, however dear its units are.
     */
    record SetPrice(List<Part> parts, long minor, @Nullable Integer mostTimes) implements Effect {

        /** The most parts a set may have. */
        public static final int MOST_PARTS = 8;

        public SetPrice {
            parts = List.copyOf(parts);
            if (parts.isEmpty() || parts.size() > MOST_PARTS
                    || parts.stream().anyMatch(part -> !Quantity.isValid(part.units())) || minor < 0
                    || (mostTimes != null && mostTimes < 1)) {
                throw new IllegalArgumentException(parts + " for " + minor + ", times " + mostTimes);
            }
        }

        /** What any part names; everything if a part is about everything. */
        @Override
        public Selector target() {
            if (parts.size() == 1) {
                return parts.getFirst().of();
            }
            Set<Long> categories = new HashSet<>();
            Set<Long> products = new HashSet<>();
            Set<Long> skus = new HashSet<>();
            Set<String> zones = new HashSet<>();
            for (Part part : parts) {
                if (!part.of().names()) {
                    return Selector.ALL;
                }
                categories.addAll(part.of().categoryIds());
                products.addAll(part.of().productIds());
                skus.addAll(part.of().skuIds());
                zones.addAll(part.of().zones());
            }
            return new Selector(categories, products, skus, zones, Set.of());
        }
    }

    /**
     * Something is given with the order, at no price (满额赠, 买一赠一). Whether it is there is decided when the order
     * is placed.
     *
     * @param forUnits  given once for every so many units of the target, or once per order for 0
     * @param mostTimes how often in one cart, or null
     */
    record Gift(long skuId, int quantity, int forUnits, @Nullable Integer mostTimes, Selector target)
            implements Effect {
        public Gift {
            if (!Quantity.isValid(quantity) || forUnits < 0 || (mostTimes != null && mostTimes < 1)) {
                throw new IllegalArgumentException(quantity + " of " + skuId + " for " + forUnits);
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
