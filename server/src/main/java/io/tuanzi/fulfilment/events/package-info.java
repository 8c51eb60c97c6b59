/** What parcels publish; aggregate {@code shipment}, seq its version. */
@NamedInterface("events")
@NullMarked
package io.tuanzi.fulfilment.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
