/** What orders publish; aggregate {@code order}, seq its version. */
@NamedInterface("events")
@NullMarked
package io.tuanzi.order.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
