/** What promotion publishes about coupons. */
@NamedInterface("events")
@NullMarked
package io.tuanzi.promotion.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
