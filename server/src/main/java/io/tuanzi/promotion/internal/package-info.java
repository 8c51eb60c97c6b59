/** Promotion at work: desks hold the transactions, books the SQL. */
@NullMarked
package io.tuanzi.promotion.internal;

import org.jspecify.annotations.NullMarked;
