/**
 * Proofs under concurrency and under the axe: hammers on real PostgreSQL, and child processes that are killed.
 *
 * <p>{@code ./tuanzi prove} and {@code ./tuanzi crash} run them; {@code TUANZI_SIZE=small} is the size of each landing.
 */
@NullMarked
package io.tuanzi.proof;

import org.jspecify.annotations.NullMarked;
