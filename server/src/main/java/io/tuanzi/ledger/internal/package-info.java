/** The ledger's desk and its SQL. */
@NullMarked
package io.tuanzi.ledger.internal;

import org.jspecify.annotations.NullMarked;
