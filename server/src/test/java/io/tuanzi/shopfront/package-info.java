/** Tests of the shopper's pages. */
@NullMarked
package io.tuanzi.shopfront;

import org.jspecify.annotations.NullMarked;
