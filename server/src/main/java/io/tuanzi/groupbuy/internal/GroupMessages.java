package io.tuanzi.groupbuy.internal;

import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.Products;
import io.tuanzi.customer.Customers;
import io.tuanzi.customer.Messages;
import io.tuanzi.customer.NewMessage;
import io.tuanzi.groupbuy.events.GroupCompleted;
import io.tuanzi.groupbuy.events.GroupExpired;
import io.tuanzi.platform.facts.Reaction;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells every member how their group ended; who is no longer known is told nothing. */
@Configuration(proxyBeanMethods = false)
class GroupMessages {

    private final Messages messages;
    private final Customers customers;
    private final Products products;

    GroupMessages(Messages messages, Customers customers, Products products) {
        this.messages = messages;
        this.customers = customers;
        this.products = products;
    }

    @Bean
    Reaction membersHearTheEnd() {
        return Reaction.named("groupbuy.message")
                .on(GroupCompleted.class, fact -> tell("GROUP_FILLED", fact.body().groupId(), fact.body().productId(),
                        fact.body().customerIds()))
                .on(GroupExpired.class, fact -> tell("GROUP_FAILED", fact.body().groupId(), fact.body().productId(),
                        fact.body().customerIds()));
    }

    private void tell(String kind, long groupId, long productId, List<Long> members) {
        ProductSummary product = products.snapshot().product(productId);
        Map<String, Object> about = product == null ? Map.of("title", "")
                : Map.of("title", product.title(Locale.CHINESE), "titleEn", product.title(Locale.ENGLISH));
        for (long member : customers.views(members).keySet().stream().sorted().toList()) {
            messages.send(new NewMessage(member, kind + ":" + groupId, kind, about,
                    "/pages/group/group?id=" + groupId));
        }
    }
}
