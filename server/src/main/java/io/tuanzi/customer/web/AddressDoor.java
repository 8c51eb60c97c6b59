package io.tuanzi.customer.web;

import io.tuanzi.customer.AddressView;
import io.tuanzi.customer.Customers;
import io.tuanzi.customer.NewAddress;
import io.tuanzi.customer.internal.AddressDesk;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Shopper;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The address book of a shopper. What is remembered for a replay is the id: phone numbers stay sealed. */
@RestController
@RequestMapping("/api/shop/addresses")
class AddressDoor {

    private record Asked(long addressId, NewAddress address) {
    }

    private final AddressDesk desk;
    private final Customers customers;
    private final Once once;

    AddressDoor(AddressDesk desk, Customers customers, Once once) {
        this.desk = desk;
        this.customers = customers;
        this.once = once;
    }

    @GetMapping
    List<AddressView> all(Shopper shopper) {
        return desk.all(shopper.customerId());
    }

    @PostMapping
    ResponseEntity<AddressView> add(Shopper shopper, Key key, @RequestBody NewAddress ask) {
        long id = once.run("customer.address.add", shopper.actor(), key.value(), ask, Long.class,
                () -> desk.add(shopper.customerId(), ask).addressId());
        return ResponseEntity.status(HttpStatus.CREATED).body(shown(shopper, id));
    }

    @PutMapping("/{addressId}")
    AddressView replace(Shopper shopper, Key key, @PathVariable long addressId, @RequestBody NewAddress ask) {
        long id = once.run("customer.address.replace", shopper.actor(), key.value(), new Asked(addressId, ask),
                Long.class, () -> desk.replace(shopper.customerId(), addressId, ask).addressId());
        return shown(shopper, id);
    }

    @DeleteMapping("/{addressId}")
    ResponseEntity<Void> delete(Shopper shopper, Key key, @PathVariable long addressId) {
        boolean gone = once.run("customer.address.delete", shopper.actor(), key.value(), addressId, Boolean.class,
                () -> {
                    desk.delete(shopper.customerId(), addressId);
                    return true;
                });
        return gone ? ResponseEntity.noContent().build() : ResponseEntity.notFound().build();
    }

    @PostMapping("/{addressId}/default")
    AddressView makeDefault(Shopper shopper, Key key, @PathVariable long addressId) {
        long id = once.run("customer.address.default", shopper.actor(), key.value(), addressId, Long.class,
                () -> desk.makeDefault(shopper.customerId(), addressId).addressId());
        return shown(shopper, id);
    }

    private AddressView shown(Shopper shopper, long addressId) {
        return customers.address(shopper.customerId(), addressId).orElseThrow(() -> Problem.notFound("address"));
    }
}
