package io.tuanzi.payment;

import java.time.Instant;

/**
 * Asks to collect money.
 *
 * @param payable what is paid for: {@code order:123}
 * @param payableId its id, which names the account {@code order/123}
 * @param amountMinor more than zero, in fen
 * @param description what the payer reads, up to 127 characters
 * @param payBefore after this the provider refuses to take money; shop time
 * @param channel {@code H5} or {@code MINI}
 * @param returnUrl where the cashier leads back to; empty for nowhere
 * @param clientIp the payer's address
 */
public record OpenPayment(String payable, long payableId, long amountMinor, String description, Instant payBefore,
                          String channel, String returnUrl, String clientIp) {
}
