package io.tuanzi.fulfilment.internal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people are promised about dispatch (FUL-01).
 *
 * @param dispatchHours hours from being ready to leaving
 */
@ConfigurationProperties("tuanzi.fulfilment")
record DispatchSettings(@DefaultValue("48") int dispatchHours) {
}
