package io.tuanzi.fulfilment.events;

import io.tuanzi.platform.facts.FactBody;
import io.tuanzi.platform.facts.FactType;

/** A parcel was seen somewhere, at that time. */
@FactType(name = "shipment.tracked", aggregate = "shipment")
public record ShipmentTracked(long shipmentId, long orderId, long atMs) implements FactBody {
}
