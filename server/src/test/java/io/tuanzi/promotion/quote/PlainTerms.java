package io.tuanzi.promotion.quote;

import java.util.List;
import java.util.Map;

/** Whether a rule holds, for the plain engine: plainly, on the amounts at the entry of its phase. */
record PlainTerms(QuoteRequest ask, List<CartLine> cart, Map<Integer, Long> net) {

    boolean hold(Rule rule) {
        return inScope(rule.effect()) && holds(rule.condition()) && enough(rule.effect());
    }

    private boolean inScope(Effect effect) {
        return effect instanceof Effect.FreeShipping || units(effect.target()) > 0
                || effect instanceof Effect.BuyGet get && units(get.bought()) > 0;
    }

    private boolean holds(Condition condition) {
        int size = ask.cart().occasion() instanceof Occasion.Group group ? group.size() : 0;
        return switch (condition) {
            case Condition.All all -> all.parts().stream().allMatch(this::holds);
            case Condition.Any any -> any.parts().stream().anyMatch(this::holds);
            case Condition.Not not -> !holds(not.part());
            case Condition.SpendAtLeast spend -> spend(spend.of()) >= spend.minor();
            case Condition.UnitsAtLeast units -> units(units.of()) >= units.units();
            case Condition.InCohort in -> ask.buyer().cohorts().contains(in.cohort());
            case Condition.FirstOrder first -> ask.buyer().firstOrder();
            case Condition.BoughtAlone alone -> size == 0;
            case Condition.GroupOf group -> size >= group.atLeast();
            case Condition.RegionIn in -> in.prefixes().stream()
                    .anyMatch(prefix -> ask.destination().regionCode().startsWith(prefix));
        };
    }

    private boolean enough(Effect effect) {
        return switch (effect) {
            case Effect.StepOff ladder -> spend(ladder.target()) >= ladder.steps().getFirst().fromMinor();
            case Effect.EveryOff every -> spend(every.target()) >= every.everyMinor();
            case Effect.NthUnit nth -> units(nth.target()) >= nth.nth();
            case Effect.BuyGet get -> PlainTaking.times(get, cart) > 0;
            case Effect.SetPrice sets -> sets.parts().stream().allMatch(part -> units(part.of()) >= part.units());
            case Effect.Gift gift -> units(gift.target()) >= gift.forUnits();
            default -> true;
        };
    }

    private long spend(Selector of) {
        return cart.stream().filter(of::covers).mapToLong(line -> net.getOrDefault(line.lineNo(), 0L)).sum();
    }

    private long units(Selector of) {
        return cart.stream().filter(of::covers).mapToLong(CartLine::quantity).sum();
    }
}
