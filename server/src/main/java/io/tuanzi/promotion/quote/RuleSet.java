package io.tuanzi.promotion.quote;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All rules and freight templates of a shop at one version: immutable, put in total order once, and indexed by what
 * the rules name, so that a quote looks only at rules that may be about its cart.
 *
 * <p>Refuses two rules of one id, and a rule that sets group prices: those come with the occasion.
 */
public final class RuleSet {

    /** The total order of rules: phase, then higher priority, then lower id. */
    static final Comparator<Rule> ORDER = Comparator.comparing(Rule::phase)
            .thenComparing(Comparator.comparingInt(Rule::priority).reversed())
            .thenComparingLong(Rule::id);

    private final long version;
    private final Rule[] rules;
    private final Map<Long, Rule> byId = new HashMap<>();
    private final BitSet general = new BitSet();
    private final Map<Long, BitSet> byCategory = new HashMap<>();
    private final Map<Long, BitSet> byProduct = new HashMap<>();
    private final Map<Long, BitSet> bySku = new HashMap<>();
    private final Map<String, BitSet> byZone = new HashMap<>();
    private final List<FreightTemplate> freight;

    public RuleSet(long version, List<Rule> rules, List<FreightTemplate> freight) {
        this.version = version;
        this.rules = rules.stream().sorted(ORDER).toArray(Rule[]::new);
        this.freight = freight.stream()
                .sorted(Comparator.comparingInt(FreightTemplate::priority).reversed()
                        .thenComparingLong(FreightTemplate::id))
                .toList();
        for (int i = 0; i < this.rules.length; i++) {
            Rule rule = this.rules[i];
            if (byId.put(rule.id(), rule) != null || rule.effect() instanceof Effect.GroupPrice) {
                throw new IllegalArgumentException("rule " + rule.id() + " twice, or a group price as a rule");
            }
            if (rule.gate() == Gate.OPEN) {
                index(i, rule.effect().target());
                if (rule.effect() instanceof Effect.BuyGet get) {
                    index(i, get.bought());
                }
            }
        }
    }

    /** No rule and free delivery everywhere. */
    public static RuleSet empty() {
        return new RuleSet(0, List.of(), List.of());
    }

    private void index(int at, Selector target) {
        if (!target.names()) {
            general.set(at);
            return;
        }
        target.categoryIds().forEach(id -> byCategory.computeIfAbsent(id, none -> new BitSet()).set(at));
        target.productIds().forEach(id -> byProduct.computeIfAbsent(id, none -> new BitSet()).set(at));
        target.skuIds().forEach(id -> bySku.computeIfAbsent(id, none -> new BitSet()).set(at));
        target.zones().forEach(zone -> byZone.computeIfAbsent(zone, none -> new BitSet()).set(at));
    }

    /** The version of the snapshot. */
    public long version() {
        return version;
    }

    /** The rule of this id, or null. */
    public @Nullable Rule rule(long ruleId) {
        return byId.get(ruleId);
    }

    /** The rule behind a reason of this kind, or null for a kind whose ids are not those of rules. */
    public @Nullable Rule rule(Kind kind, long ruleId) {
        return kind == Kind.GROUP_PRICE || kind == Kind.FREIGHT ? null : byId.get(ruleId);
    }

    /** All rules in total order. */
    public List<Rule> rules() {
        return List.of(rules);
    }

    /** How many rules there are. */
    public int size() {
        return rules.length;
    }

    /** The freight templates in the order in which they take lines. */
    public List<FreightTemplate> freight() {
        return freight;
    }

    /** The open rules that may be about these lines, in total order. */
    List<Rule> about(CartLine[] lines) {
        BitSet found = (BitSet) general.clone();
        for (CartLine line : lines) {
            add(found, byCategory.get(line.categoryId()));
            add(found, byProduct.get(line.productId()));
            add(found, bySku.get(line.skuId()));
            add(found, byZone.get(line.zone()));
        }
        List<Rule> ordered = new ArrayList<>(found.cardinality());
        for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
            ordered.add(rules[i]);
        }
        return ordered;
    }

    private static void add(BitSet found, @Nullable BitSet more) {
        if (more != null) {
            found.or(more);
        }
    }
}
