/** Coupons for shoppers and offers for staff, over HTTP. */
@NullMarked
package io.tuanzi.promotion.web;

import org.jspecify.annotations.NullMarked;
