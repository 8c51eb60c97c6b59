package io.tuanzi.catalog.web;

import io.tuanzi.catalog.Favourites;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Shopper;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a shopper marks on a product (CAT-49). */
@RestController
@RequestMapping("/api/shop/products/{productId}")
class MarkDoor {

    private final Favourites favourites;
    private final Once once;

    MarkDoor(Favourites favourites, Once once) {
        this.favourites = favourites;
        this.once = once;
    }

    @PutMapping("/favourite")
    ResponseEntity<Void> mark(Shopper shopper, Key key, @PathVariable long productId) {
        return done(shopper, key, "catalog.favourite", productId,
                () -> favourites.mark(shopper.customerId(), productId, true));
    }

    @DeleteMapping("/favourite")
    ResponseEntity<Void> unmark(Shopper shopper, Key key, @PathVariable long productId) {
        return done(shopper, key, "catalog.unfavourite", productId,
                () -> favourites.mark(shopper.customerId(), productId, false));
    }

    @PutMapping("/restock-notice")
    ResponseEntity<Void> ask(Shopper shopper, Key key, @PathVariable long productId) {
        return done(shopper, key, "catalog.restock", productId,
                () -> favourites.askRestock(shopper.customerId(), productId));
    }

    private ResponseEntity<Void> done(Shopper shopper, Key key, String scope, long productId, Runnable work) {
        Fields.id("product", productId);
        boolean done = once.run(scope, shopper.actor(), key.value(), productId, Boolean.class, () -> {
            work.run();
            return true;
        });
        return done ? ResponseEntity.noContent().build() : ResponseEntity.notFound().build();
    }
}
