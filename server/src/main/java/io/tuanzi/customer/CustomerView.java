package io.tuanzi.customer;

import java.time.Instant;

/**
 * A customer as others may see one.
 *
 * @param phoneMasked such as {@code 199****0001}
 * @param demo one of the demo shop's people, whom screens mark 示例
 * @param joinedAt shop time
 */
public record CustomerView(long customerId, String nickname, String avatar, String phoneMasked, String tier,
                           boolean demo, Instant joinedAt) {
}
