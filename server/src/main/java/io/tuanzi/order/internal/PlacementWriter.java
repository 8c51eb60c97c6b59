package io.tuanzi.order.internal;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.SkuPrice;
import io.tuanzi.inventory.Stock;
import io.tuanzi.ledger.Ledger;
import io.tuanzi.ledger.Transfer;
import io.tuanzi.order.KeptPrice;
import io.tuanzi.order.OrderDetail;
import io.tuanzi.order.OrderPages;
import io.tuanzi.order.OrderState;
import io.tuanzi.order.PlaceOrder;
import io.tuanzi.order.Placement.Fresh;
import io.tuanzi.order.events.LineFact;
import io.tuanzi.order.events.OrderPlaced;
import io.tuanzi.order.internal.PlacementBook.NewHold;
import io.tuanzi.order.internal.PlacementBook.NewOrder;
import io.tuanzi.order.internal.PlacementBook.Taken;
import io.tuanzi.order.internal.PlacementDesk.Accepted;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.facts.NewFact;
import io.tuanzi.promotion.Redemption;
import io.tuanzi.promotion.quote.Quote;
import io.tuanzi.promotion.quote.QuoteLine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a decided batch: orders, lines, holds, limits, coupons, budgets, stock, facts; one statement per table. */
@Component
class PlacementWriter {

    private final PlacementBook book;
    private final Rights rights;
    private final Stock stock;
    private final Ledger ledger;
    private final Facts facts;
    private final JsonMapper json;

    PlacementWriter(PlacementBook book, Rights rights, Stock stock, Ledger ledger, Facts facts, JsonMapper json) {
        this.book = book;
        this.rights = rights;
        this.stock = stock;
        this.ledger = ledger;
        this.facts = facts;
        this.json = json;
    }

    /** Writes the orders and returns them as they now stand, by id. */
    Map<Long, Fresh> write(List<Accepted> accepted, ProductSnapshot snapshot, Instant now) {
        if (accepted.isEmpty()) {
            return Map.of();
        }
        List<Redemption> coupons = new ArrayList<>();
        List<Taken> limits = new ArrayList<>();
        List<NewHold> holds = new ArrayList<>();
        List<Transfer> budgets = new ArrayList<>();
        List<Stock.Demand> demands = new ArrayList<>();
        List<NewOrder> orders = new ArrayList<>(accepted.size());
        for (Accepted one : accepted) {
            PlaceOrder command = one.command();
            coupons.addAll(Redemption.of(one.orderId(), command.customerId(), one.quote()));
            command.limits().forEach(l -> limits.add(new Taken(one.orderId(), command.customerId(), l)));
            String hold = command.admission() == null ? null : command.admission().holdKind();
            if (hold != null) {
                holds.add(new NewHold(one.orderId(), hold));
            }
            one.budgets().forEach((account, amount) -> budgets.add(new Transfer("budget.reserve",
                    "order:" + one.orderId(), budgets.size() % Short.MAX_VALUE, account,
                    account.replaceFirst("^budget/", "budget.reserved/"), amount)));
            one.quote().lines().forEach(line ->
                    demands.add(new Stock.Demand(one.orderId(), line.skuId(), line.quantity())));
            orders.add(order(one, hold, now, snapshot));
        }
        if (!coupons.isEmpty()) {
            rights.redeem(coupons);
        }
        if (!limits.isEmpty()) {
            book.takeLimits(limits);
        }
        ledger.post(budgets);
        stock.reserve(demands);
        book.insertOrders(orders);
        book.insertLines(orders);
        if (!holds.isEmpty()) {
            book.insertHolds(holds);
        }
        record(accepted, snapshot, now);
        return orders.stream().collect(Collectors.toMap(NewOrder::orderId, PlacementWriter::fresh));
    }

    private NewOrder order(Accepted one, @Nullable String hold, Instant now, ProductSnapshot snapshot) {
        PlaceOrder c = one.command();
        Quote q = one.quote();
        KeptPrice.Shared price = KeptPrice.Shared.of(q);
        OrderDetail detail = new OrderDetail(one.orderId(), c.customerId(), OrderState.AWAITING_PAYMENT,
                hold == null ? 0 : 1, c.source(), c.activityId(), c.groupId(), q.listTotalMinor(), q.discountMinor(),
                q.freightMinor(), q.totalMinor(), 0, 0, q.used().ruleSetVersion(),
                json.writeValueAsString(price.price()), c.addressJson(), c.note(), now,
                now.plus(c.payWindowMinutes(), ChronoUnit.MINUTES), null, null, null, null, null, null, null, null,
                null, q.lines().stream().map(line -> line(line, snapshot)).toList());
        return new NewOrder(detail, price, c.key(), c.bodyHash(),
                one.budgets().isEmpty() ? null : json.writeValueAsString(one.budgets()), hold);
    }

    private OrderDetail.Line line(QuoteLine line, ProductSnapshot snapshot) {
        SkuPrice sku = snapshot.skus().get(line.skuId());
        ProductSummary product = sku == null ? null : snapshot.products().get(sku.productId());
        return new OrderDetail.Line(line.lineNo(), line.skuId(), sku == null ? 0 : sku.productId(), line.quantity(),
                line.listPriceMinor(), line.discountMinor(), line.payableMinor(),
                line.shares().isEmpty() ? "[]" : json.writeValueAsString(line.shares()),
                product == null ? "" : product.titleZh(), product == null ? null : product.titleEn(),
                sku == null ? "" : String.join(" · ", sku.options()), product == null ? "" : product.picture(), 0, 0);
    }

    private static Fresh fresh(NewOrder order) {
        return new Fresh(order.detail(), order.hold() == null ? List.of()
                : List.of(new OrderPages.Hold(order.hold(), "OPEN", null, null)), order.price());
    }

    private void record(List<Accepted> accepted, ProductSnapshot snapshot, Instant at) {
        long now = at.toEpochMilli();
        Map<Long, SkuPrice> skus = snapshot.skus();
        facts.record(accepted.stream().map(one -> new NewFact(one.orderId(), 1, new OrderPlaced(one.orderId(),
                one.command().customerId(), one.command().source(), one.quote().totalMinor(),
                one.command().activityId(), one.command().groupId(), now,
                one.quote().lines().stream().map(l -> lineFact(l, skus)).toList()))).toList());
    }

    private static LineFact lineFact(QuoteLine line, Map<Long, SkuPrice> skus) {
        SkuPrice sku = skus.get(line.skuId());
        return new LineFact(line.lineNo(), line.skuId(), sku == null ? 0 : sku.productId(), line.quantity(),
                line.payableMinor());
    }
}
