/** What the customer module tells: no names, no phone numbers. */
@NamedInterface("events")
@NullMarked
package io.tuanzi.customer.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
