package io.tuanzi.customer;

import org.jspecify.annotations.Nullable;

/** An address to be kept; {@code regionCode} must lie in {@code province}. */
public record NewAddress(String name, String phone, String province, String city, String district, String street,
                         String regionCode, @Nullable Boolean isDefault) {
}
