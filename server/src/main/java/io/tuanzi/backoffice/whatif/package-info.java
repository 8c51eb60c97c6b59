/**
 * The what-if desk: prices asked under rules that are not in force, of a cart made up or of orders long placed.
 *
 * <p>Nothing here writes; the engine is the one that prices the shop, with another rule set in its hand.
 */
@NullMarked
package io.tuanzi.backoffice.whatif;

import org.jspecify.annotations.NullMarked;
