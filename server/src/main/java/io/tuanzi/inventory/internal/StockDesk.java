package io.tuanzi.inventory.internal;

import io.tuanzi.inventory.Stock;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Stock at work. */
@Component
class StockDesk implements Stock {

    private record OrderSku(long orderId, long skuId) {
    }

    private final StockBook book;
    private final MissedDemand missed;
    private final Tx tx;
    private final int lowLineBp;

    StockDesk(StockBook book, MissedDemand missed, Tx tx,
              @Value("${tuanzi.inventory.low-line-bp:2000}") int lowLineBp) {
        this.book = book;
        this.missed = missed;
        this.tx = tx;
        this.lowLineBp = lowLineBp;
    }

    @Override
    public Map<Long, Integer> lock(Collection<Long> skuIds) {
        Tx.requireOpen("a stock lock");
        return book.lock(skuIds.stream().distinct().sorted().toList());
    }

    @Override
    public void reserve(List<Demand> demands) {
        Tx.requireOpen("a reservation");
        if (demands.isEmpty()) {
            return;
        }
        // one SKU several times in an order is one reservation, and one SKU in many orders is one update: an
        // UPDATE that joins several demands to one row would apply only one of them
        Map<OrderSku, Integer> byOrder = new LinkedHashMap<>();
        TreeMap<Long, Integer> bySku = new TreeMap<>();
        for (Demand demand : demands) {
            byOrder.merge(new OrderSku(demand.orderId(), demand.skuId()), demand.quantity(), Math::addExact);
            bySku.merge(demand.skuId(), demand.quantity(), Math::addExact);
        }
        book.insertReservations(byOrder.entrySet().stream()
                .map(e -> new Demand(e.getKey().orderId(), e.getKey().skuId(), e.getValue())).toList());
        if (book.take(bySku) != bySku.size()) {
            throw new IllegalStateException("S1: reserved a SKU that has no stock row");
        }
    }

    @Override
    public void commit(long orderId) {
        tx.run("stock.commit", () -> {
            book.lockOf(orderId);
            List<StockBook.Ended> ended = book.end(orderId, "COMMITTED");
            if (!ended.isEmpty()) {
                book.sold(ended, "order:" + orderId);
            }
        });
    }

    @Override
    public void release(long orderId, boolean expired) {
        tx.run("stock.release", () -> {
            book.lockOf(orderId);
            List<StockBook.Ended> ended = book.end(orderId, expired ? "EXPIRED" : "RELEASED");
            if (!ended.isEmpty()) {
                book.free(ended);
            }
        });
    }

    @Override
    public void takeBack(long skuId, int quantity, String ref) {
        move(skuId, "RETURN", quantity, ref);
    }

    @Override
    public void move(long skuId, String kind, int quantity, String ref) {
        tx.run("stock.move", () -> {
            book.ensure(skuId);
            book.lock(List.of(skuId));
            if (book.insertMovement(skuId, kind, quantity, ref) && !book.change(skuId, quantity)) {
                throw Problem.conflict("STOCK_BELOW_ZERO").with("skuId", skuId).with("quantity", quantity);
            }
        });
    }

    @Override
    public void plan(long skuId, int planned, int upliftBp) {
        if (planned < 0 || upliftBp < 0) {
            throw Problem.invalid(planned < 0 ? "plannedStock" : "upliftBp", "negative");
        }
        tx.run("stock.plan", () -> {
            book.ensure(skuId);
            book.plan(skuId, planned, upliftBp);
        });
    }

    @Override
    public Map<Long, Integer> available(Collection<Long> skuIds) {
        Map<Long, Integer> all = new HashMap<>(book.available(skuIds));
        skuIds.forEach(sku -> all.putIfAbsent(sku, 0));
        return all;
    }

    @Override
    public List<Level> levels(Collection<Long> skuIds) {
        return book.levels(skuIds, lowLineBp);
    }

    @Override
    public List<MovementRow> movements(Collection<Long> skuIds, int limit) {
        return book.movements(skuIds, limit);
    }

    @Override
    public List<Level> low(int limit) {
        return book.low(lowLineBp, limit);
    }

    @Override
    public void missed(Collection<Long> skuIds) {
        skuIds.stream().distinct().forEach(missed::count);
    }
}
