package io.tuanzi.shopfront;

import io.tuanzi.catalog.Favourites;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.platform.web.PageAsk;
import io.tuanzi.platform.web.Paged;
import io.tuanzi.platform.web.Shopper;
import io.tuanzi.shopfront.Cards.ProductCard;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A shopper's favourites and footprints as cards (CAT-49). */
@RestController
@RequestMapping("/api/shop")
class FavouriteDoor {

    private final Favourites favourites;
    private final Cards cards;

    FavouriteDoor(Favourites favourites, Cards cards) {
        this.favourites = favourites;
        this.cards = cards;
    }

    @GetMapping("/favourites")
    Paged<ProductCard> favourites(Shopper shopper, PageAsk page, Locale locale) {
        return shown(favourites.marked(shopper.customerId(), page.after(), page.limit()), locale);
    }

    @GetMapping("/footprints")
    Paged<ProductCard> footprints(Shopper shopper, PageAsk page, Locale locale) {
        return shown(favourites.lookedAt(shopper.customerId(), page.after(), page.limit()), locale);
    }

    private Paged<ProductCard> shown(Paged<ProductSummary> page, Locale locale) {
        return new Paged<>(cards.products(page.items(), locale), page.next());
    }
}
