package io.tuanzi.shopfront;

import io.tuanzi.catalog.PurchaseRule;
import io.tuanzi.catalog.SkuPrice;
import io.tuanzi.customer.AddressView;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.GroupView;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.groupbuy.JoinGroup;
import io.tuanzi.inventory.Stock;
import io.tuanzi.order.Carts;
import io.tuanzi.order.Orders;
import io.tuanzi.order.PlaceOrder;
import io.tuanzi.order.Placement;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Replays;
import io.tuanzi.promotion.Promotions;
import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.shopfront.Asking.Asked;
import io.tuanzi.shopfront.Asking.AskedLine;
import io.tuanzi.shopfront.CheckoutDoor.PlaceAsk;
import io.tuanzi.shopfront.Lookups.Person;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Turns a shopper's "place it" into the command, and its refusal into a problem. */
@Component
class Placing {

    private static final Set<String> SOURCES = Set.of("CART", "BUY_NOW", "GROUP");

    private final Asking asking;
    private final Orders orders;
    private final Groups groups;
    private final Carts carts;
    private final Lookups lookups;
    private final Promotions promotions;
    private final Stock stock;
    private final ShopTime time;
    private final JsonMapper json;
    private final int payMinutes;

    Placing(Asking asking, Orders orders, Groups groups, Carts carts, Lookups lookups, Promotions promotions,
            Stock stock, ShopTime time, JsonMapper json, @Value("${tuanzi.order.pay-minutes:30}") int payMinutes) {
        this.asking = asking;
        this.orders = orders;
        this.groups = groups;
        this.carts = carts;
        this.lookups = lookups;
        this.promotions = promotions;
        this.stock = stock;
        this.time = time;
        this.json = json;
        this.payMinutes = payMinutes;
    }

    /** The offer a cart is bought under: of the group to join, or of the activity to open one of; null when alone. */
    @Nullable Activity offer(@Nullable Long activityId, @Nullable Long groupId, List<AskedLine> lines) {
        return activityId == null && groupId == null ? null : offer(activityId, groupId, lines, time.now());
    }

    private @Nullable Activity offer(@Nullable Long activityId, @Nullable Long groupId, List<AskedLine> lines,
                                     Instant now) {
        Long offerId = activityId;
        if (groupId != null) {
            GroupView group = lookups.group(groupId).orElseThrow(() -> Problem.notFound("group"));
            offerId = group.activityId();
        }
        if (offerId == null) {
            return null;
        }
        Activity offer = lookups.offer(offerId).orElseThrow(() -> Problem.notFound("activity"));
        if (!offer.runsAt(now)) {
            throw Problem.conflict("GROUP_CLOSED").with("state", "STOPPED");
        }
        if (lines.size() != 1 || !offer.priceMinorBySku().containsKey(lines.getFirst().skuId())) {
            throw Problem.invalid("lines", "one line of the offer's product");
        }
        return offer;
    }

    Placement.Placed place(long customerId, Key key, PlaceAsk ask, Locale locale) {
        check(ask);
        Person person = lookups.person(customerId, ask.addressId());
        AddressView address = person.address().orElseThrow(() -> Problem.notFound("address"));
        byte[] hash = hash(json.writeValueAsString(ask));
        Activity offer = offer(ask.activityId(), ask.groupId(), ask.lines(), person.now());
        Asked asked = asking.ask(customerId, person, ask.lines(), offer, ask.couponIds(), address.regionCode());
        Quote quote = asked.quote();
        if (!quote.deliverable()) {
            throw Problem.conflict("NOT_DELIVERED").with("regionCode", address.regionCode());
        }
        PlaceOrder command = new PlaceOrder(customerId, key.value(), hash, ask.source(), null, null, asked.request(),
                quote, asked.snapshot().version(), limits(asked, offer), json.writeValueAsString(address),
                ask.note(), payMinutes, null);
        if (quote.totalMinor() != ask.shownTotalMinor()) {
            Placement before = orders.answered(command);
            if (before == null) {
                throw priceChanged(ask.shownTotalMinor(), asked, quote, locale);
            }
            return placed(before, asked, ask, locale);
        }
        Placement placement = offer == null ? orders.place(command)
                : groups.join(new JoinGroup(ask.groupId(), offer, command));
        Placement.Placed placed = placed(placement, asked, ask, locale);
        if ("CART".equals(ask.source())) {
            carts.remove(customerId, ask.lines().stream().map(AskedLine::skuId).toList());
        }
        return placed;
    }

    private static void check(PlaceAsk ask) {
        if (!SOURCES.contains(ask.source())) {
            throw Problem.invalid("source", "CART, BUY_NOW or GROUP");
        }
        if (ask.note() != null && ask.note().length() > 200) {
            throw Problem.invalid("note", "up to 200 characters");
        }
        if (ask.shownTotalMinor() < 0) {
            throw Problem.invalid("shownTotalMinor", "negative");
        }
    }

    private List<PlaceOrder.Limit> limits(Asked asked, @Nullable Activity offer) {
        List<PlaceOrder.Limit> limits = new ArrayList<>();
        asked.request().cart().lines().forEach(line -> {
            SkuPriceLimit.of(asked, line.skuId(), line.quantity(), LocalDate.ofInstant(asked.request().at(),
                    time.zone())).ifPresent(limits::add);
        });
        if (offer != null) {
            limits.add(new PlaceOrder.Limit("activity:" + offer.activityId(), 1, offer.perPersonLimit()));
        }
        promotions.limits(asked.quote()).forEach((ruleId, cap) ->
                limits.add(new PlaceOrder.Limit("rule:" + ruleId, 1, cap)));
        return limits;
    }

    /** The purchase limit of a SKU (ORD-22): a period is a number of days counted from the epoch. */
    private static final class SkuPriceLimit {
        static java.util.Optional<PlaceOrder.Limit> of(Asked asked, long skuId, int quantity, LocalDate day) {
            var sku = asked.snapshot().sku(skuId);
            PurchaseRule rule = sku == null ? PurchaseRule.FREE : sku.rule();
            if (rule.perPerson() == null) {
                return java.util.Optional.empty();
            }
            String period = rule.perPeriodDays() == null ? ""
                    : "/" + rule.perPeriodDays() + "d" + day.toEpochDay() / rule.perPeriodDays();
            return java.util.Optional.of(new PlaceOrder.Limit("sku:" + skuId + period, quantity, rule.perPerson()));
        }
    }

    private Placement.Placed placed(Placement placement, Asked asked, PlaceAsk ask, Locale locale) {
        return switch (placement) {
            case Placement.Placed p -> {
                if (p.replayed()) {
                    Replays.mark();
                }
                yield p;
            }
            case Placement.Refused r -> throw problem(r, asked, ask, locale);
        };
    }

    private Problem problem(Placement.Refused r, Asked asked, PlaceAsk ask, Locale locale) {
        if (r.newQuote() != null) {
            return priceChanged(ask.shownTotalMinor(), asked, r.newQuote(), locale);
        }
        if ("SOLD_OUT".equals(r.code()) && r.facts().get("skuId") instanceof Long sku) {
            stock.missed(List.of(sku));
        }
        if ("BUDGET_GONE".equals(r.code())) {
            promotions.budgetGone();
        }
        int status = switch (r.code()) {
            case "KEY_REUSED" -> 422;
            case "NOT_FOUND" -> 404;
            default -> 409;
        };
        Problem problem = Problem.of(status, r.code());
        for (Map.Entry<String, Object> fact : r.facts().entrySet()) {
            problem = problem.with(fact.getKey(), fact.getValue());
        }
        return problem;
    }

    private static Problem priceChanged(long shown, Asked asked, Quote now, Locale locale) {
        return Problem.conflict("PRICE_CHANGED").with("shownMinor", shown).with("nowMinor", now.totalMinor())
                .with("quote", QuoteView.of(now, asked.snapshot(), asked.validUntil(), locale));
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
