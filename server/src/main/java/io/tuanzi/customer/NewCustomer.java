package io.tuanzi.customer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person to be registered without a login; {@code joinedAt} is shop time, null for now. */
public record NewCustomer(String phone, String nickname, String avatar, boolean demo, @Nullable Instant joinedAt) {
}
