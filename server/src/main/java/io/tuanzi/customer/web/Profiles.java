package io.tuanzi.customer.web;

import io.tuanzi.customer.CustomerView;
import io.tuanzi.customer.Customers;
import io.tuanzi.customer.ShopperExtras;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts a shopper's own profile together from this module and from what higher ones add. */
@Component
class Profiles {

    /** A shopper as they see themselves. */
    record Me(long customerId, String nickname, String phoneMasked, String avatar, boolean demo,
              List<String> cohortCodes, String inviteCode) {
    }

    private final Customers customers;
    private final ObjectProvider<ShopperExtras> extras;

    Profiles(Customers customers, ObjectProvider<ShopperExtras> extras) {
        this.customers = customers;
        this.extras = extras;
    }

    Me of(CustomerView person) {
        long id = person.customerId();
        String inviteCode = extras.stream().map(each -> each.inviteCode(id)).filter(Objects::nonNull).findFirst()
                .orElse("");
        return new Me(id, person.nickname(), person.phoneMasked(), person.avatar(), person.demo(),
                List.copyOf(customers.cohorts(id)), inviteCode);
    }

    int cartCount(long customerId) {
        return extras.stream().mapToInt(each -> each.cartCount(customerId)).sum();
    }
}
