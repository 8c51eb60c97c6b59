/** Groups tested on real PostgreSQL. */
@NullMarked
package io.tuanzi.groupbuy;

import org.jspecify.annotations.NullMarked;
