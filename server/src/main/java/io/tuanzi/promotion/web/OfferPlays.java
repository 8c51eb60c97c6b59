package io.tuanzi.promotion.web;

import io.tuanzi.kernel.BasisPoints;
import io.tuanzi.kernel.Quantity;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.promotion.quote.CartLine;
import io.tuanzi.promotion.quote.Effect;
import io.tuanzi.promotion.quote.Selector;
import io.tuanzi.promotion.web.OfferTerms.Gives;
import io.tuanzi.promotion.web.OfferTerms.Goods;
import io.tuanzi.promotion.web.OfferTerms.Play;
import io.tuanzi.promotion.web.OfferTerms.Step;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The plays on units and steps as a form has them; refuses with 400 naming the field. */
record OfferPlays(OfferTerms terms) {

    private static final int MOST_STEPS = 9;

    Effect effect() {
        Play play = terms.play() == null ? new Play(null, null, null, null, null) : terms.play();
        Integer most = play.most() == null ? null : Integer.valueOf(Fields.range("most", play.most(), 1, 10_000));
        Selector goods = terms.goods().selector();
        return switch (terms.gives()) {
            case STEPS -> steps(play, goods);
            case EVERY -> every(play, goods);
            case UNIT_OFF -> new Effect.UnitOff(price(1), most, goods);
            case UNIT_PRICE -> new Effect.UnitPrice(price(0), most, goods);
            case ADD_ON -> addOn(most, goods);
            case NTH -> new Effect.NthUnit(units(play, 2), terms.share(), most, goods);
            case BUY_GET -> new Effect.BuyGet(units(play, 1), Fields.range("given",
                    OfferTerms.needed("given", play.given()), 1, 1_000),
                    terms.offBp() == null ? BasisPoints.WHOLE : terms.share(), most, goods, goods);
            case ANY_FOR -> new Effect.SetPrice(List.of(new Effect.Part(units(play, 2), goods)), price(0), most);
            case SET -> set(most, goods);
            case AMOUNT, PERCENT, FREE_SHIPPING -> throw new IllegalStateException(terms.gives() + " is no play");
        };
    }

    private long price(long least) {
        return Math.min(terms.amount(least), CartLine.MAX_PRICE_MINOR);
    }

    private static int units(Play play, int least) {
        return Fields.range("units", OfferTerms.needed("units", play.units()), least, Math.min(1_000, Quantity.MAX));
    }

    private static Effect steps(Play play, Selector goods) {
        List<Step> steps = Fields.list("steps", OfferTerms.needed("steps", play.steps()), 1, MOST_STEPS);
        Step below = new Step(0, 0);
        for (Step step : steps) {
            boolean rises = step.fromMinor() > below.fromMinor() && step.offMinor() > below.offMinor();
            if (!rises || step.fromMinor() > OfferTerms.LARGEST_MINOR || step.offMinor() > step.fromMinor()) {
                throw Problem.invalid("steps", "steps");
            }
            below = step;
        }
        return new Effect.StepOff(steps.stream().map(step -> new Effect.Step(step.fromMinor(), step.offMinor()))
                .toList(), goods);
    }

    private Effect every(Play play, Selector goods) {
        long every = Fields.range("everyMinor", OfferTerms.needed("everyMinor", play.everyMinor()), 1,
                OfferTerms.LARGEST_MINOR);
        long off = Fields.range("amountMinor", terms.amount(1), 1, every);
        Long cap = terms.mostMinor();
        if (cap != null) {
            Fields.range("mostMinor", cap, off, OfferTerms.LARGEST_MINOR);
        }
        return new Effect.EveryOff(every, off, cap, goods);
    }

    private Effect addOn(@Nullable Integer most, Selector goods) {
        if (!onlyProducts(goods)) {
            throw Problem.invalid("productIds", "missing");
        }
        Fields.range("thresholdMinor", terms.thresholdMinor(), 1, OfferTerms.LARGEST_MINOR);
        return new Effect.UnitPrice(price(0), most == null ? Integer.valueOf(1) : most, goods);
    }

    private Effect set(@Nullable Integer most, Selector goods) {
        if (!onlyProducts(goods) || goods.productIds().size() < 2
                || goods.productIds().size() > Effect.SetPrice.MOST_PARTS) {
            throw Problem.invalid("productIds", "twoToEight");
        }
        return new Effect.SetPrice(goods.productIds().stream().sorted()
                .map(id -> new Effect.Part(1, Selector.products(id))).toList(), price(0), most);
    }

    /** Everything but these products. */
    static Selector butFor(Selector goods) {
        return new Selector(Set.of(), Set.of(), Set.of(), Set.of(), goods.productIds());
    }

    /** Whether it names products and nothing else. */
    static boolean onlyProducts(Selector of) {
        return !of.productIds().isEmpty()
                && of.equals(new Selector(Set.of(), of.productIds(), Set.of(), Set.of(), Set.of()));
    }

    /** The terms of such an effect, or null when a form cannot say it. */
    static @Nullable OfferTerms terms(Effect effect, Goods goods, boolean addOn, OfferTerms.Parts parts) {
        return switch (effect) {
            case Effect.StepOff ladder -> parts.terms(Gives.STEPS, null, null, null, goods, new Play(ladder.steps()
                    .stream().map(step -> new Step(step.fromMinor(), step.offMinor())).toList(), null, null, null,
                    null));
            case Effect.EveryOff every -> parts.terms(Gives.EVERY, every.offMinor(), null, every.capMinor(), goods,
                    new Play(null, every.everyMinor(), null, null, null));
            case Effect.UnitOff off -> parts.terms(Gives.UNIT_OFF, off.minor(), null, null, goods,
                    units(null, null, off.mostUnits()));
            case Effect.UnitPrice at -> parts.terms(addOn ? Gives.ADD_ON : Gives.UNIT_PRICE, at.minor(), null, null,
                    goods, units(null, null, at.mostUnits()));
            case Effect.NthUnit nth -> parts.terms(Gives.NTH, null, nth.offBp(), null, goods,
                    units(nth.nth(), null, nth.mostTimes()));
            case Effect.BuyGet get when get.bought().equals(get.target()) -> parts.terms(Gives.BUY_GET, null,
                    get.offBp(), null, goods, units(get.buy(), get.get(), get.mostTimes()));
            case Effect.SetPrice sets when sets.parts().size() == 1 -> parts.terms(Gives.ANY_FOR, sets.minor(), null,
                    null, goods, units(sets.parts().getFirst().units(), null, sets.mostTimes()));
            case Effect.SetPrice sets when sets.parts().stream().allMatch(part -> part.units() == 1
                    && onlyProducts(part.of()) && part.of().productIds().size() == 1)
                    && sets.target().productIds().size() == sets.parts().size() -> parts.terms(Gives.SET,
                            sets.minor(), null, null, goods, units(null, null, sets.mostTimes()));
            default -> null;
        };
    }

    private static Play units(@Nullable Integer units, @Nullable Integer given, @Nullable Integer most) {
        return new Play(null, null, units, given, most);
    }
}
