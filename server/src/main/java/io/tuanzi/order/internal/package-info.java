/** Desks of placing, paying, ending and refunding, their timers and their SQL. */
@NullMarked
package io.tuanzi.order.internal;

import org.jspecify.annotations.NullMarked;
