package io.tuanzi.promotion.quote;

import io.tuanzi.kernel.BasisPoints;
import io.tuanzi.kernel.Money;
import io.tuanzi.platform.text.Language;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in a sentence what a rule or a freight template does; made from the data, so it cannot say something else. */
public final class Wording {

    private final Language language;

    private Wording(Language language) {
        this.language = language;
    }

    /** The wording in one language. */
    public static Wording in(Language language) {
        return new Wording(language);
    }

    /** The rule's name. */
    public String name(Rule rule) {
        return language.pick(rule.nameZh(), rule.nameEn());
    }

    /** What the rule is worth, in a few characters: {@code ¥20.00}, {@code 8折}, {@code 包邮}. */
    public String value(Rule rule) {
        return switch (rule.effect()) {
            case Effect.AmountOff amount -> Money.format(amount.minor());
            case Effect.PercentOff percent -> share(percent.offBp());
            case Effect.FreeShipping free -> pick("包邮", "Free shipping");
            case Effect.GroupPrice price -> pick("拼团价", "Group price");
            case Effect.StepOff ladder -> Money.format(ladder.steps().getLast().offMinor());
            case Effect.EveryOff every -> Money.format(every.offMinor());
            case Effect.UnitOff off -> Money.format(off.minor());
            case Effect.UnitPrice at -> Money.format(at.minor());
            case Effect.NthUnit nth -> share(nth.offBp());
            case Effect.BuyGet get -> pick("买 " + get.buy() + " 送 " + get.get(),
                    "Buy " + get.buy() + " get " + get.get());
            case Effect.SetPrice sets -> Money.format(sets.minor());
            case Effect.Gift gift -> pick("赠品", "Gift");
        };
    }

    /** What the rule does and for whom. */
    public String sentence(Rule rule) {
        List<String> terms = new ArrayList<>();
        terms.add(effect(rule));
        if (rule.effect().target().names() || !rule.effect().target().exceptProductIds().isEmpty()) {
            terms.add(pick("限指定商品", "certain products only"));
        }
        others(rule.condition(), terms);
        if (rule.perPersonLimit() != null) {
            terms.add(pick("每人限 " + rule.perPersonLimit() + " 次", "at most " + rule.perPersonLimit()
                    + " times per person"));
        }
        return String.join(pick("，", "; "), terms);
    }

    private String effect(Rule rule) {
        Long threshold = threshold(rule.condition());
        String from = threshold == null ? "" : pick("满 " + Money.format(threshold) + " ", " from "
                + Money.format(threshold));
        return switch (rule.effect()) {
            case Effect.AmountOff amount -> pick((threshold == null ? "无门槛" : from) + "减 "
                    + Money.format(amount.minor()), Money.format(amount.minor()) + " off" + from);
            case Effect.PercentOff percent -> pick(from + share(percent.offBp()) + most("，最多减 ", percent.capMinor()),
                    share(percent.offBp()) + from + most(", at most ", percent.capMinor()));
            case Effect.FreeShipping free -> pick(from + "包邮" + most("，最多减 ", free.capMinor()),
                    "Free shipping" + from + most(", at most ", free.capMinor()));
            case Effect.GroupPrice price -> pick("拼团价", "Group price");
            case Effect.StepOff ladder -> before(threshold) + steps(ladder);
            case Effect.EveryOff every -> before(threshold) + pick("每满 " + Money.format(every.everyMinor()) + " 减 "
                    + Money.format(every.offMinor()) + most("，最多减 ", every.capMinor()),
                    Money.format(every.offMinor()) + " off every " + Money.format(every.everyMinor())
                            + most(", at most ", every.capMinor()));
            case Effect.UnitOff off -> before(threshold) + pick("每件直降 " + Money.format(off.minor())
                    + times("，最多 ", off.mostUnits(), " 件"),
                    Money.format(off.minor()) + " off each" + times(", at most ", off.mostUnits(), " items"));
            case Effect.UnitPrice at -> before(threshold) + pick("每件 " + Money.format(at.minor())
                    + times("，最多 ", at.mostUnits(), " 件"),
                    Money.format(at.minor()) + " each" + times(", at most ", at.mostUnits(), " items"));
            case Effect.NthUnit nth -> before(threshold) + pick("第 " + nth.nth() + " 件" + nthShare(nth.offBp())
                    + times("，最多 ", nth.mostTimes(), " 次"),
                    "every " + ordinal(nth.nth()) + " item " + freeOr(nth.offBp())
                            + times(", at most ", nth.mostTimes(), " times"));
            case Effect.BuyGet get -> before(threshold) + buyGet(get);
            case Effect.SetPrice sets -> before(threshold) + sets(sets);
            case Effect.Gift gift -> before(threshold) + gift(gift);
        };
    }

    private String before(@Nullable Long threshold) {
        return threshold == null ? "" : pick("满 " + Money.format(threshold) + "，", "From " + Money.format(threshold)
                + ": ");
    }

    private String steps(Effect.StepOff ladder) {
        return String.join(pick("，", ", "), ladder.steps().stream().map(step -> pick("满 "
                + Money.format(step.fromMinor()) + " 减 " + Money.format(step.offMinor()),
                Money.format(step.offMinor()) + " off from " + Money.format(step.fromMinor()))).toList());
    }

    private String nthShare(int offBp) {
        return offBp == BasisPoints.WHOLE / 2 ? "半价" : offBp == BasisPoints.WHOLE ? "免费" : " " + share(offBp);
    }

    private String freeOr(int offBp) {
        return offBp == BasisPoints.WHOLE ? "free" : share(offBp);
    }

    private static String ordinal(int number) {
        int tens = number % 100;
        String end = tens >= 11 && tens <= 13 ? "th" : switch (number % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
        return number + end;
    }

    private String buyGet(Effect.BuyGet get) {
        boolean same = get.bought().equals(get.target());
        boolean free = get.offBp() == BasisPoints.WHOLE;
        String zh = "买 " + get.buy() + " 件" + (same ? "" : "指定商品") + (free ? "送 " + get.get() + " 件"
                : "，另 " + get.get() + " 件 " + share(get.offBp()));
        String en = "buy " + get.buy() + (same ? "" : " of certain products") + ", get " + get.get() + " "
                + freeOr(get.offBp());
        return pick(zh + times("，最多 ", get.mostTimes(), " 次"), en + times(", at most ", get.mostTimes(), " times"));
    }

    private String sets(Effect.SetPrice sets) {
        int units = sets.parts().stream().mapToInt(Effect.Part::units).sum();
        String what = sets.parts().size() == 1 ? pick("任选 " + units + " 件 ", "any " + units + " for ")
                : pick("套装 " + units + " 件 ", "a set of " + units + " for ");
        return what + Money.format(sets.minor()) + pick(times("，最多 ", sets.mostTimes(), " 套"),
                times(", at most ", sets.mostTimes(), " sets"));
    }

    private String gift(Effect.Gift gift) {
        String every = gift.forUnits() == 0 ? "" : pick("每 " + gift.forUnits() + " 件", " for every " + gift.forUnits()
                + " items");
        return pick(every + "赠 " + gift.quantity() + " 件赠品" + times("，最多 ", gift.mostTimes(), " 次"),
                gift.quantity() + (gift.quantity() == 1 ? " gift" : " gifts") + every
                        + times(", at most ", gift.mostTimes(), " times"));
    }

    private static String times(String words, @Nullable Integer most, String unit) {
        return most == null ? "" : words + most + unit;
    }

    private static String most(String words, @Nullable Long capMinor) {
        return capMinor == null ? "" : words + Money.format(capMinor);
    }

    /** The threshold that belongs to the effect: one on all lines, alone or among conditions that must all hold. */
    private static @Nullable Long threshold(Condition condition) {
        return switch (condition) {
            case Condition.SpendAtLeast spend when !spend.of().names() -> spend.minor();
            case Condition.All all -> all.parts().stream().map(Wording::threshold)
                    .filter(java.util.Objects::nonNull).findFirst().orElse(null);
            default -> null;
        };
    }

    private void others(Condition condition, List<String> terms) {
        switch (condition) {
            case Condition.All all -> all.parts().forEach(part -> others(part, terms));
            case Condition.SpendAtLeast spend when !spend.of().names() -> { }
            default -> terms.add(term(condition));
        }
    }

    private String term(Condition condition) {
        return switch (condition) {
            case Condition.All all -> joined(all.parts(), pick("且", " and "));
            case Condition.Any any -> joined(any.parts(), pick("或", " or "));
            case Condition.Not not -> pick("除外：", "except: ") + term(not.part());
            case Condition.SpendAtLeast spend -> pick("指定商品满 ", "certain products from ")
                    + Money.format(spend.minor());
            case Condition.UnitsAtLeast units -> pick("满 " + units.units() + " 件", "from " + units.units() + " items");
            case Condition.InCohort in -> pick("仅限指定用户", "certain members only");
            case Condition.FirstOrder first -> pick("仅限首单", "first order only");
            case Condition.BoughtAlone alone -> pick("仅限单独购买", "only when bought alone");
            case Condition.GroupOf group -> pick("仅限 " + group.atLeast() + " 人及以上拼团",
                    "only in groups of " + group.atLeast() + " or more");
            case Condition.RegionIn in -> pick("限指定地区", "certain regions only");
        };
    }

    private String joined(List<Condition> parts, String by) {
        return String.join(by, parts.stream().map(this::term).toList());
    }

    /** {@code 8折} and {@code 20% off}: what is paid in Chinese, what comes off in English. */
    private String share(int offBp) {
        int paid = BasisPoints.WHOLE - offBp;
        return pick(paid == 0 ? "免单" : decimal(paid, 1_000) + "折", decimal(offBp, 100) + "% off");
    }

    private static String decimal(int value, int unit) {
        int rest = value % unit;
        if (rest == 0) {
            return Integer.toString(value / unit);
        }
        String digits = Integer.toString(unit + rest).substring(1);
        return value / unit + "." + digits.replaceAll("0+$", "");
    }

    /** What delivery costs where no other region is named, and what it depends on. */
    public String sentence(FreightTemplate template) {
        List<String> terms = new ArrayList<>();
        FreightTemplate.Zone zone = template.zoneOf(Destination.UNKNOWN);
        if (zone != null) {
            terms.add(pick("首 " + amount(template, zone.first()) + " " + Money.format(zone.firstMinor()) + "，每加 "
                            + amount(template, zone.step()) + " " + Money.format(zone.stepMinor()),
                    Money.format(zone.firstMinor()) + " for the first " + amount(template, zone.first()) + ", "
                            + Money.format(zone.stepMinor()) + " per further " + amount(template, zone.step())));
        }
        long dearer = template.zones().stream().filter(other -> other != zone && other.served()).count();
        if (dearer > 0) {
            terms.add(pick("另有 " + dearer + " 组地区单独计价", dearer + " groups of regions priced apart"));
        }
        if (template.zones().stream().anyMatch(other -> !other.served())) {
            terms.add(pick("部分地区不配送", "some regions are not served"));
        }
        if (template.freeOverMinor() != null) {
            terms.add(pick("满 " + Money.format(template.freeOverMinor()) + " 包邮",
                    "free from " + Money.format(template.freeOverMinor())));
        }
        return String.join(pick("；", "; "), terms);
    }

    private String amount(FreightTemplate template, int measured) {
        if (template.measure() == FreightTemplate.Measure.PIECE) {
            return pick(measured + " 件", measured == 1 ? "item" : measured + " items");
        }
        return measured % 100 == 0 ? decimal(measured, 1_000) + " kg" : measured + " g";
    }

    private String pick(String zh, String en) {
        return language.pick(zh, en);
    }
}
