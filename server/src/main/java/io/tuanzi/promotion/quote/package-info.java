/**
 * The quote: a pure function from a cart, a buyer, a rule set and an instant to the price of every line, with a reason
 * for every promotion, applied or not.
 *
 * <p>No I/O, no clock, no chance, no order of hashing: the same input gives the same quote on every node. Prices come
 * about in fixed {@link io.tuanzi.promotion.quote.Phase phases}; whether a rule holds is decided on the amounts at the
 * entry of its phase, so the order of lines cannot matter; what it takes is taken from what is then left, so no line
 * ever falls below zero. Rules of a phase follow one total order: higher priority first, then lower id.
 *
 * <p>A rate is applied once per promotion to the sum it discounts, half up, and divided over the lines by largest
 * remainder (M4). The equation lines − discounts + freight = payable (M3) is checked by the constructor of
 * {@link io.tuanzi.promotion.quote.Quote}: a quote that breaks it cannot exist.
 */
@NullMarked
@NamedInterface("quote")
package io.tuanzi.promotion.quote;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
