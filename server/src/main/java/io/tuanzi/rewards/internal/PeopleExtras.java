package io.tuanzi.rewards.internal;

import io.tuanzi.customer.CustomerFigures;
import io.tuanzi.customer.CustomerView;
import io.tuanzi.customer.Customers;
import io.tuanzi.customer.ShopperExtras;
import io.tuanzi.rewards.Bindings;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Adds a shopper's invite code to the profile, and orders, payments and inviter to the staff's list of people. */
@Component
class PeopleExtras implements ShopperExtras, CustomerFigures {

    private final ObjectProvider<Bindings> bindings;
    private final ObjectProvider<Customers> customers;
    private final PromoterBook promoters;
    private final PurchaseBook purchases;

    PeopleExtras(ObjectProvider<Bindings> bindings, ObjectProvider<Customers> customers, PromoterBook promoters,
                 PurchaseBook purchases) {
        this.bindings = bindings;
        this.customers = customers;
        this.promoters = promoters;
        this.purchases = purchases;
    }

    @Override
    public @Nullable String inviteCode(long customerId) {
        return bindings.getObject().inviteCode(customerId);
    }

    @Override
    public Map<Long, Figures> figures(Collection<Long> customerIds) {
        Map<Long, Long> parents = promoters.parents(customerIds);
        Map<Long, CustomerView> above = customers.getObject().views(parents.values());
        Map<Long, PurchaseBook.Bought> bought = purchases.bought(customerIds);
        Map<Long, Figures> all = new HashMap<>();
        for (long id : customerIds) {
            Long parent = parents.get(id);
            CustomerView inviter = parent == null ? null : above.get(parent);
            PurchaseBook.Bought sums = bought.getOrDefault(id, new PurchaseBook.Bought(id, 0, 0));
            all.put(id, new Figures(sums.orders(), sums.netMinor(), inviter == null ? null : inviter.nickname()));
        }
        return all;
    }
}
