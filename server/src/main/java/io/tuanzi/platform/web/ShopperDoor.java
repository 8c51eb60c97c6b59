package io.tuanzi.platform.web;

import java.util.Optional;

/**
 * Knows shoppers by their token; the customer module implements it.
 *
 * <p>Asked on nearly every request of the shop, so an answer may come from memory for a short while.
 */
public interface ShopperDoor {

    /** The shopper of a live token, empty when it is unknown, expired or logged out. */
    Optional<Shopper> shopper(String token);
}
