package io.tuanzi.order.internal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long orders wait (ORD-23).
 *
 * @param payMinutes window for the payment
 * @param receiveDays days after shipping until the goods count as received, 7 to 15
 * @param returnDays days after receipt in which goods may go back without a reason
 */
@ConfigurationProperties("tuanzi.order")
record OrderTimes(@DefaultValue("30") int payMinutes, @DefaultValue("10") int receiveDays,
                  @DefaultValue("7") int returnDays) {
}
