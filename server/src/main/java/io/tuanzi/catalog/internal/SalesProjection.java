package io.tuanzi.catalog.internal;

import io.tuanzi.platform.facts.Projection;
import io.tuanzi.platform.facts.Recorded;
import io.tuanzi.platform.time.ShopTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Counts units paid minus units refunded, from facts of orders taken as data; what rankings stand on. */
@Component
class SalesProjection implements Projection {

    private final SalesBook book;
    private final ShopTime time;

    SalesProjection(SalesBook book, ShopTime time) {
        this.book = book;
        this.time = time;
    }

    @Override
    public String name() {
        return "catalog.sales";
    }

    @Override
    public Set<String> reads() {
        return Set.of("order.paid", "order.refunded");
    }

    @Override
    public void apply(List<Recorded<JsonNode>> facts) {
        List<SalesBook.Line> sold = new ArrayList<>();
        List<SalesBook.Back> back = new ArrayList<>();
        for (Recorded<JsonNode> fact : facts) {
            long orderId = fact.body().path("orderId").asLong();
            LocalDate day = fact.at().atZone(time.zone()).toLocalDate();
            for (JsonNode line : fact.body().path("lines")) {
                int lineNo = line.path("lineNo").asInt();
                int units = line.path("quantity").asInt();
                if ("order.paid".equals(fact.type())) {
                    sold.add(new SalesBook.Line(orderId, lineNo, line.path("productId").asLong(), day, units));
                } else {
                    back.add(new SalesBook.Back(orderId, lineNo, units));
                }
            }
        }
        // an order is paid before it is refunded, so all sales of the list may go first
        book.sold(sold);
        book.gaveBack(back);
        book.markStale();
    }

    @Override
    public void clear() {
        book.clear();
    }
}
