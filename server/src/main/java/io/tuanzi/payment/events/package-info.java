/** What payment tells: money came, went back, could not go back, did not fit, or can no longer come. */
@NamedInterface("events")
@NullMarked
package io.tuanzi.payment.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
