package io.tuanzi.shopfront;

import io.tuanzi.customer.AddressView;
import io.tuanzi.customer.CustomerView;
import io.tuanzi.customer.Customers;
import io.tuanzi.customer.Customers.AddressKey;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.GroupView;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.order.Orders;
import io.tuanzi.platform.commit.ReadTogether;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.promotion.Promotions;
import io.tuanzi.promotion.quote.CouponRight;
import io.tuanzi.promotion.quote.Hints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What a price and a seat need to know of people and groups, read for all who ask at the same moment: the number of
 * statements does not grow with the crowd.
 */
@Component
class Lookups {

    /** A person as a price needs to know them, as of {@code now} in shop time. */
    record Person(Set<String> cohorts, boolean hasBought, List<CouponRight> rights, Optional<AddressView> address,
                  Hints hints, Instant now) {
    }

    private static final int MOST = 256;

    private final Customers customers;
    private final Promotions promotions;
    private final Orders orders;
    private final Groups groups;
    private final ShopTime time;
    private final ReadTogether<AddressKey, Person> people;
    private final ReadTogether<Long, Optional<GroupView>> seats;
    private final ReadTogether<Long, Optional<Activity>> offers;
    private final ReadTogether<Set<Long>, Map<Long, CustomerView>> faces;

    Lookups(Customers customers, Promotions promotions, Orders orders, Groups groups, ShopTime time) {
        this.customers = customers;
        this.promotions = promotions;
        this.orders = orders;
        this.groups = groups;
        this.time = time;
        this.people = new ReadTogether<>(MOST, this::readPeople);
        this.seats = new ReadTogether<>(MOST, this::readGroups);
        this.offers = new ReadTogether<>(MOST, this::readOffers);
        this.faces = new ReadTogether<>(MOST, this::readFaces);
    }

    /** A person with one of their addresses; customer 0 is nobody, address 0 is none. */
    Person person(long customerId, long addressId) {
        return people.get(new AddressKey(customerId, addressId));
    }

    /** A group as it stands now. */
    Optional<GroupView> group(long groupId) {
        return seats.get(groupId);
    }

    /** An offer as it is now; a crowd that wants the same one reads it once. */
    Optional<Activity> offer(long activityId) {
        return offers.get(activityId);
    }

    /** How people show themselves to others; absent who is not known. */
    Map<Long, CustomerView> faces(Set<Long> customerIds) {
        return customerIds.isEmpty() ? Map.of() : faces.get(customerIds);
    }

    private List<Person> readPeople(List<AddressKey> keys) {
        List<Long> ids = keys.stream().map(AddressKey::customerId).filter(id -> id != 0).distinct().toList();
        Instant now = time.now();
        Hints hints = promotions.hints();
        Set<Long> buyers = orders.buyers(ids);
        Map<Long, List<CouponRight>> rights = promotions.rights(ids);
        List<Customers.Buying> known = customers.buying(keys);
        List<Person> people = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            long id = keys.get(i).customerId();
            people.add(new Person(known.get(i).cohorts(), buyers.contains(id), rights.getOrDefault(id, List.of()),
                    known.get(i).address(), hints, now));
        }
        return people;
    }

    private List<Optional<GroupView>> readGroups(List<Long> groupIds) {
        Map<Long, GroupView> found = groups.groups(new HashSet<>(groupIds)).stream()
                .collect(Collectors.toMap(GroupView::groupId, Function.identity()));
        return groupIds.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
    }

    private List<Optional<Activity>> readOffers(List<Long> activityIds) {
        Map<Long, Optional<Activity>> found = activityIds.stream().distinct()
                .collect(Collectors.toMap(Function.identity(), groups::activity));
        return activityIds.stream().map(id -> found.getOrDefault(id, Optional.empty())).toList();
    }

    private List<Map<Long, CustomerView>> readFaces(List<Set<Long>> asked) {
        Set<Long> all = asked.stream().flatMap(Set::stream).collect(Collectors.toSet());
        Map<Long, CustomerView> found = customers.views(all);
        return asked.stream().map(ids -> found).toList();
    }
}
