/** The statements of groups, asked directly. */
@NullMarked
package io.tuanzi.groupbuy.internal;

import org.jspecify.annotations.NullMarked;
