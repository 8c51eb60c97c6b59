/** Payment at work: its desks, its SQL, the provider's client and the sweeps. */
@NullMarked
package io.tuanzi.payment.internal;

import org.jspecify.annotations.NullMarked;
