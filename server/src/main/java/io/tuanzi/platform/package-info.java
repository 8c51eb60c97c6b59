/**
 * The mechanisms every module uses: facts, group commit, idempotency, sweeps, shop time, chance and secrets,
 * crash points, problems, tasks and the audit trail of staff writes.
 *
 * <p>Nothing here knows a business word. Two times live here: <em>shop time</em> decides business and comes from
 * the database ({@code shop_now()}); <em>wall time</em> runs the machine. Queues and caches belong to one shop.
 */
@ApplicationModule(type = ApplicationModule.Type.OPEN, allowedDependencies = {"kernel"})
@NullMarked
package io.tuanzi.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
