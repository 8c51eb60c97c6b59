/** The stock desk and its SQL. */

@NullMarked
package io.tuanzi.inventory.internal;

import org.jspecify.annotations.NullMarked;

