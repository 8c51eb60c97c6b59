/**
 * Fills groups: seats never over-full, each group ends exactly once.
 *
 * <p>A seat is held while its order waits for payment and is paid with it. The last paid seat completes the group; the
 * deadline closes joining, and a group fails only when no seat is held. A hold lapses only after the provider has been
 * asked; whoever pays later is seated again where there is room, moved to another open group, or refunded, as the
 * activity says (G4). No member is ever invented. G1, G2, G3 and G4 live here.
 */
@ApplicationModule(allowedDependencies = {"order", "order :: events", "promotion", "promotion :: quote", "inventory",
    "catalog", "customer"})
@NullMarked
package io.tuanzi.groupbuy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
