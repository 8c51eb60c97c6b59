/**
 * Idempotency for commands without a business row of their own to carry the key (O2).
 */
@NullMarked
package io.tuanzi.platform.once;

import org.jspecify.annotations.NullMarked;
