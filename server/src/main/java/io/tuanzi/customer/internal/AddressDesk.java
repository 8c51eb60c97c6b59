package io.tuanzi.customer.internal;

import io.tuanzi.customer.AddressView;
import io.tuanzi.customer.Customers;
import io.tuanzi.customer.NewAddress;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.time.Ids;
import io.tuanzi.platform.web.Fields;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Address books: twenty places at most, exactly one default as long as there is any address. */
@Component
public class AddressDesk {

    private static final int MOST = 20;

    private final AddressBook book;
    private final CustomerBook people;
    private final Phones phones;
    private final Ids ids;
    private final Tx tx;

    AddressDesk(AddressBook book, CustomerBook people, Phones phones, Ids ids, Tx tx) {
        this.book = book;
        this.people = people;
        this.phones = phones;
        this.ids = ids;
        this.tx = tx;
    }

    public List<AddressView> all(long customerId) {
        return book.all(customerId);
    }

    List<Customers.Buying> buying(List<Customers.AddressKey> keys) {
        return keys.isEmpty() ? List.of() : book.buying(keys);
    }

    Optional<AddressView> one(long customerId, long addressId) {
        return book.one(customerId, addressId);
    }

    /** Keeps a new address; the first one is the default whatever was asked. */
    public AddressView add(long customerId, NewAddress asked) {
        AddressView address = checked(ids.next(), asked);
        return tx.call("customer.address.add", () -> {
            if (!book.takePlace(customerId)) {
                throw Problem.conflict("LIMIT_REACHED").with("limit", MOST).with("used", MOST);
            }
            boolean first = book.all(customerId).isEmpty();
            return keep(customerId, withDefault(address, first || address.isDefault()), true);
        });
    }

    /** Replaces an address; the default one stays the default. */
    public AddressView replace(long customerId, long addressId, NewAddress asked) {
        AddressView address = checked(addressId, asked);
        return tx.call("customer.address.replace", () -> {
            people.lock(customerId);
            AddressView old = require(customerId, addressId);
            return keep(customerId, withDefault(address, old.isDefault() || address.isDefault()), false);
        });
    }

    private AddressView keep(long customerId, AddressView address, boolean isNew) {
        if (address.isDefault()) {
            book.clearDefault(customerId);
        }
        if (isNew) {
            book.insert(customerId, address);
        } else {
            book.update(customerId, address);
        }
        return address;
    }

    /** Deletes an address; if it was the default, the newest one left becomes it. */
    public void delete(long customerId, long addressId) {
        tx.run("customer.address.delete", () -> {
            people.lock(customerId);
            if (!book.delete(customerId, addressId)) {
                throw Problem.notFound("address");
            }
            book.givePlaceBack(customerId);
            List<AddressView> left = book.all(customerId);
            if (!left.isEmpty() && !left.getFirst().isDefault()) {
                book.setDefault(customerId, left.getFirst().addressId());
            }
        });
    }

    /** Makes an address the default. */
    public AddressView makeDefault(long customerId, long addressId) {
        return tx.call("customer.address.default", () -> {
            people.lock(customerId);
            AddressView address = require(customerId, addressId);
            book.clearDefault(customerId);
            book.setDefault(customerId, addressId);
            return withDefault(address, true);
        });
    }

    private AddressView require(long customerId, long addressId) {
        return book.one(customerId, addressId).orElseThrow(() -> Problem.notFound("address"));
    }

    private AddressView checked(long addressId, NewAddress asked) {
        String phone = phones.reachable("phone", asked.phone());
        String province = Fields.text("province", asked.province(), 2, 20);
        Regions.requireMatch(asked.regionCode(), province);
        return new AddressView(addressId, Fields.text("name", asked.name(), 1, 30), phone, Phones.masked(phone),
                province, Fields.text("city", asked.city(), 1, 30), Fields.text("district", asked.district(), 1, 30),
                Fields.text("street", asked.street(), 2, 120), asked.regionCode(),
                Boolean.TRUE.equals(asked.isDefault()));
    }

    private static AddressView withDefault(AddressView a, boolean isDefault) {
        return new AddressView(a.addressId(), a.name(), a.phone(), a.phoneMasked(), a.province(), a.city(),
                a.district(), a.street(), a.regionCode(), isDefault);
    }
}
