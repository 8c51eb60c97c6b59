/**
 * Collects money from payers and returns it to them, through a provider that lives elsewhere and may fail at any point.
 *
 * <p>What is paid for is named by a text, {@code order:123}, and nothing else is known about it: whoever owes the
 * answer implements {@link io.tuanzi.payment.CaptureListener} and says, in the transaction that stores the money's
 * arrival, whether it is kept or goes back (P2, P3). An <em>intent</em> is one try to collect; a <em>capture</em> is
 * money that came, stored once per provider's transaction however often it is told (P1); a <em>refund</em> is money
 * that goes back from one capture, never more than came (M5).
 *
 * <p>A notification must fit its intent in merchant, currency, sum and order or it is set aside for people and nothing
 * changes (P4). No provider is called inside a transaction; an answer that did not come is asked for again (P5): one
 * sweep asks about open intents, one closes at the provider what the shop has given up, one sends refunds until the
 * provider says how they ended. Once a day the provider's bill is laid beside our books (M7).
 *
 * <p>The provider is WeChat Pay API v3, or the sandbox that speaks the same and is started as a child process. Uses
 * {@code ledger}: money that came is {@code cash/PROVIDER} to {@code order/ID}, money gone back {@code refund/ID} to
 * {@code cash/PROVIDER}.
 */
@ApplicationModule(allowedDependencies = {"ledger"})
@NullMarked
package io.tuanzi.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
