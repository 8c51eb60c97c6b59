package io.tuanzi.groupbuy;

import io.tuanzi.order.PlaceOrder;
import org.jspecify.annotations.Nullable;

/**
 * The command to take a seat: in a running group, or in a new one that the shopper leads.
 *
 * @param groupId the group to join, null to open one
 * @param activity the offer as the quote used it
 * @param order the order of the seat; its admission is set by the group desk
 */
public record JoinGroup(@Nullable Long groupId, Activity activity, PlaceOrder order) {
}
