/**
 * Tuanzi: a social-commerce system in one process over one PostgreSQL.
 *
 * <p>Each package below this one is a module. Its root is its API, {@code events} the facts it publishes,
 * {@code internal} and {@code web} are invisible to others. The arrows between modules are written in each
 * {@code package-info} and verified by a test.
 */
@NullMarked
package io.tuanzi;

import org.jspecify.annotations.NullMarked;
