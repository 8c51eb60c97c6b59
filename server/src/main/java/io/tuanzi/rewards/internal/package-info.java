/** The desks of binding, earning and withdrawing, the reaction to orders, and their SQL. */
@NullMarked
package io.tuanzi.rewards.internal;

import org.jspecify.annotations.NullMarked;
