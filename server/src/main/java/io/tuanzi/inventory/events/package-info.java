/** What inventory publishes. */
@NamedInterface("events")
@NullMarked
package io.tuanzi.inventory.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
