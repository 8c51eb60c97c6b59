/** The group desk: joining in batches, seats, ends, and their SQL. */
@NullMarked
package io.tuanzi.groupbuy.internal;

import org.jspecify.annotations.NullMarked;
