/**
 * The database of a shop: a durable PostgreSQL 18 that we start ourselves, or one the operator names.
 *
 * <p>{@link io.tuanzi.platform.postgres.EmbeddedPostgres} runs the server of one data folder as an unprivileged user,
 * adopts it when it is already alive, starts it again when it dies, and never removes its lock file.
 * {@link io.tuanzi.platform.postgres.DurabilityCheck} refuses a server whose settings could lose an acknowledged
 * order (D1). {@link io.tuanzi.platform.postgres.Migrations} brings one schema per module up to date with the role
 * {@code tuanzi_owner}; the shop itself works as {@code tuanzi_app}, which owns nothing.
 */
@NullMarked
@NamedInterface("postgres")
package io.tuanzi.platform.postgres;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
