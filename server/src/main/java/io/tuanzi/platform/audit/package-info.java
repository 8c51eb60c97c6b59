/**
 * The audit trail of staff writes: who, what, before, after, why (W1).
 */
@NullMarked
package io.tuanzi.platform.audit;

import org.jspecify.annotations.NullMarked;
