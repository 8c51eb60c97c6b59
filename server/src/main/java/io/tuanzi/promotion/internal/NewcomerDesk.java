package io.tuanzi.promotion.internal;

import io.tuanzi.customer.CustomerView;
import io.tuanzi.customer.Customers;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.audit.AuditTrail;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.promotion.HiddenCoupons;
import io.tuanzi.promotion.Newcomers;
import io.tuanzi.promotion.internal.NewcomerBook.Worth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps what a new person holds under the cap, and decides what shows to whom. */
@Component
class NewcomerDesk implements Newcomers, HiddenCoupons {

    private final NewcomerBook book;
    private final OfferBook offers;
    private final Customers customers;
    private final AuditTrail audit;
    private final Tx tx;

    NewcomerDesk(NewcomerBook book, OfferBook offers, Customers customers, AuditTrail audit, Tx tx) {
        this.book = book;
        this.offers = offers;
        this.customers = customers;
        this.audit = audit;
        this.tx = tx;
    }

    /**
     * Makes room for one more coupon under the cap of a new person; true for who is not new, or without a cap. Joins
     * the transaction that issues, after the template is locked. A coupon without a most fits under no cap.
     */
    boolean affords(long customerId, long templateId) {
        Policy policy = book.policy();
        Long cap = policy.capMinor();
        if (cap == null) {
            return true;
        }
        CustomerView person = customers.views(List.of(customerId)).get(customerId);
        if (person == null || !book.isNew(person.joinedAt(), policy.days())) {
            return true;
        }
        book.lock(customerId, cap);
        Worth worth = book.worth(templateId);
        return worth.minor() != null && book.hold(customerId, worth.minor(), cap);
    }

    /** Writes down what the cap kept back. */
    void withhold(String sourceKey, long customerId, long templateId) {
        book.withhold(sourceKey, customerId, templateId, book.worth(templateId).minor());
    }

    @Override
    public Policy policy() {
        return book.policy();
    }

    @Override
    public Policy put(Policy policy, String who, String why) {
        return tx.call("promotion.newcomer", () -> {
            Policy before = book.lockPolicy();
            book.put(policy);
            audit.wrote(who, "promotion.newcomer", "newcomer-policy", before, policy, why);
            return policy;
        });
    }

    @Override
    public Wallet wallet(long customerId) {
        CustomerView person = customers.require(customerId);
        Policy policy = book.policy();
        List<Item> items = book.items(customerId);
        Instant until = person.joinedAt().plus(Duration.ofDays(policy.days()));
        return new Wallet(book.isNew(person.joinedAt(), policy.days()), until, policy.capMinor(), items.stream()
                .map(Item::worthMinor).filter(Objects::nonNull).mapToLong(Long::longValue).sum(),
                (int) items.stream().filter(item -> item.worthMinor() == null).count(), items,
                book.withheld(customerId), customers.cohorts(customerId).stream().sorted().toList());
    }

    @Override
    public Map<Long, Gate> gates() {
        return book.gates();
    }

    @Override
    public Gate put(long templateId, boolean hidden, @Nullable String cohort, String who, String why) {
        return tx.call("promotion.gate", () -> {
            if (!offers.lockTemplate(templateId)) {
                throw Problem.notFound("template");
            }
            Gate before = book.gate(templateId).orElse(new Gate(false, null, 0));
            book.putGate(templateId, hidden, cohort);
            Gate after = book.gate(templateId).orElseThrow();
            audit.wrote(who, "promotion.gate", "template:" + templateId, before, after, why);
            return after;
        });
    }

    boolean shows(long templateId, long customerId) {
        return book.shows(templateId, customerId, cohorts(customerId));
    }

    /** Which templates do not show to a person; 0 is nobody in particular. */
    List<Long> hiddenFrom(long customerId) {
        Map<Long, Gate> gates = book.gates();
        if (gates.isEmpty()) {
            return List.of();
        }
        List<String> cohorts = cohorts(customerId);
        List<Long> unlocked = book.unlocked(customerId);
        return gates.entrySet().stream().filter(each -> each.getValue().hidden() && !unlocked.contains(each.getKey())
                || each.getValue().cohort() != null && !cohorts.contains(each.getValue().cohort()))
                .map(Map.Entry::getKey).toList();
    }

    private List<String> cohorts(long customerId) {
        return customerId == 0 ? List.of() : List.copyOf(customers.cohorts(customerId));
    }

    void unlock(long customerId, String templateCode, String sourceKey) {
        book.unlock(customerId, templateCode, sourceKey);
    }
}
