package io.tuanzi.customer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The people of the shop. */
public interface Customers {

    /** A customer; refuses with 404 when there is none. */
    CustomerView require(long customerId);

    /** The customers of these ids, in one query; unknown ids are left out. */
    Map<Long, CustomerView> views(Collection<Long> customerIds);

    /** The codes of the cohorts a person is in, such as {@code SEED}. */
    Set<String> cohorts(long customerId);

    /** The cohorts of many people in one query; people in none are left out. */
    Map<Long, Set<String>> cohorts(Collection<Long> customerIds);

    /** All cohorts with their sizes. */
    List<CohortView> allCohorts();

    /** Puts a person into a cohort unless it is full; true when the person is in it afterwards. */
    boolean join(String cohort, long customerId);

    /** A person's addresses, the default one first. */
    List<AddressView> addresses(long customerId);

    /** One address of this person; another person's is empty. */
    Optional<AddressView> address(long customerId, long addressId);

    /** A person, and an address as that person names it; 0 is none. */
    record AddressKey(long customerId, long addressId) {
    }

    /** What a price needs to know of a person. */
    record Buying(Set<String> cohorts, Optional<AddressView> address) {
    }

    /** Many people in one read, in the order asked; no address where it is not that person's. */
    List<Buying> buying(List<AddressKey> keys);

    /** Keeps a new address; refuses with 409 LIMIT_REACHED beyond twenty. */
    AddressView addAddress(long customerId, NewAddress address);

    /** Registers a person without a login, or returns the id of the one who has this phone already. */
    long register(NewCustomer newcomer);

    /** A new session of a person without a code: for demo people, load tests and channels that log in themselves. */
    String openSession(long customerId);

    /** Ids of people whose nickname starts with the text or whose whole phone number it is; at most {@code limit}. */
    List<Long> search(String text, int limit);

    /** Ids of the people marked 示例 who are not retired, in the order they joined. */
    List<Long> demoPeople();

    /** Retires everyone marked 示例: their sessions end within half a minute, lists of people leave them out. */
    void retireDemo();
}
