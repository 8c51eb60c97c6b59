/** The shopper's cart and orders over HTTP. */
@NullMarked
package io.tuanzi.order.web;

import org.jspecify.annotations.NullMarked;
