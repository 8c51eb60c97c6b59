/**
 * Measurements: child shops under load over HTTP, with the yardstick of the same PostgreSQL beside them.
 *
 * <p>{@code ./tuanzi bench [NAME]} runs them and prints {@code figure NAME VALUE UNIT}; {@code bench/README.md} says
 * what is compared with what. {@code TUANZI_SIZE=small} only proves that they work.
 */
@NullMarked
package io.tuanzi.bench;

import org.jspecify.annotations.NullMarked;
