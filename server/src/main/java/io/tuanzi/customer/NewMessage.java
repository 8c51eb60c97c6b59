package io.tuanzi.customer;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message to one person.
 *
 * @param key makes it go out once per person: made from the fact it tells about
 * @param kind GROUP_FILLED, GROUP_FAILED, REFUNDED, SHIPPED, RESTOCK, REWARD, COUPON or SYSTEM, maybe with a dot and
 *     a variant; {@code KIND.title} and {@code KIND.text} stand in {@code messages*.properties} in both languages
 * @param params values for the slots of the text; a slot named {@code ...Minor} shows yuan; a value {@code titleEn}
 *     stands for {@code title} where English is read
 * @param link path in the storefront, such as {@code /pages/order/order?id=5}
 */
public record NewMessage(long customerId, String key, String kind, Map<String, Object> params, @Nullable String link) {
}
