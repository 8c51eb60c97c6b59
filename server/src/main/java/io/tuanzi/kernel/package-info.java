/**
 * Value types without I/O: money in fen, rates in basis points, quantities, and the one way a sum is divided.
 *
 * <p>Every module may use this package; it uses nothing. All arithmetic is on integers and exact: what does not fit
 * throws {@link ArithmeticException} instead of wrapping, and no floating point comes near money.
 */
@NullMarked
package io.tuanzi.kernel;

import org.jspecify.annotations.NullMarked;
