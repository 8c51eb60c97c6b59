/** What rewards publish: aggregates {@code binding}, {@code accrual} and {@code withdrawal}, seq their version. */
@NamedInterface("events")
@NullMarked
package io.tuanzi.rewards.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
