/**
 * A payment provider for practice: a process of its own that behaves as WeChat Pay API v3 does, and the independent
 * witness of every payment proof.
 *
 * <p><b>Apart on purpose.</b> It is started as its own JVM ({@link io.tuanzi.sandboxpay.SandboxPay}), is spoken to
 * over HTTP only, uses nothing but the JDK, and shares no class with any other package. What it believes about money
 * lives in its own file, so that "our books equal the provider's books" (M7) compares two memories and not one.
 *
 * <p><b>The book</b> is a file of JSON lines, only ever appended. One thread decides everything; what arrives while
 * the file is being forced to disk is decided and forced together in the next round, and nobody is answered before
 * the force that covers what they were told. A torn last line was never told to anyone and is cut off at start; any
 * other damage stops the start. The state is the fold of the lines, replayed at start, so what is pending stays
 * pending.
 *
 * <p><b>The merchant's calls</b> carry {@code Authorization: WECHATPAY2-SHA256-RSA2048 mchid="…",nonce_str="…",
 * signature="…",timestamp="…",serial_no="…"}, a signature over method, path with query, timestamp, nonce and body,
 * each ended by a line feed. A wrong one, or one older than five minutes, is answered 401 {@code SIGN_ERROR}. Answers
 * are signed over timestamp, nonce and body in the {@code Wechatpay-*} headers, refusals too. Amounts are fen,
 * currency CNY.
 *
 * <ul>
 *   <li>{@code POST /v3/pay/transactions/jsapi} and {@code …/h5}: asks for a payment; the same body again gives the
 *       same {@code prepay_id}, another body for the same {@code out_trade_no} is {@code OUT_TRADE_NO_USED}.
 *   <li>{@code GET /v3/pay/transactions/out-trade-no/{no}?mchid=} and {@code …/id/{transaction_id}?mchid=}: the
 *       state, one of NOTPAY, USERPAYING, SUCCESS, REFUND, CLOSED. A trade past its {@code time_expire} closes
 *       itself.
 *   <li>{@code POST /v3/pay/transactions/out-trade-no/{no}/close}: 204; a paid one is {@code ORDER_PAID}.
 *   <li>{@code POST /v3/refund/domestic/refunds}, {@code GET …/refunds/{out_refund_no}}: PROCESSING first, SUCCESS
 *       shortly after, with a notification. The same number with the same body gives the same refund; the sum never
 *       passes what was paid.
 *   <li>{@code GET /v3/bill/tradebill?bill_date=}: the address and SHA-1 of the day's bill, a CSV of payments and
 *       refunds in yuan, every value behind a back-tick. A day that is not over has no bill, unless a control call
 *       opens it.
 * </ul>
 *
 * <p><b>Notifications</b> are posted to {@code notify_url} with an AES-256-GCM {@code resource} and the same signed
 * headers, again and again (15 s, 15 s, 30 s, 3 m, 10 m, 20 m, 3 × 30 m, 60 m, 3 × 3 h, 2 × 6 h) until a 2xx answer.
 * The schedule, {@code time_expire} and the bill's days run on the sandbox clock, which a control call may advance;
 * it is part of the book. Signature timestamps are always real time.
 *
 * <p><b>The payer</b> opens {@code /cashier/{prepay_id}?return_url=…} and decides; load clients and tests post to
 * {@code /cashier/{prepay_id}/pay} with {@code Accept: application/json}.
 *
 * <p><b>Control</b>, for loopback callers only: {@code /sandbox/control} sets faults and the clock, {@code
 * /sandbox/book} tells everything the provider believes, {@code /sandbox/payments/{out_trade_no}/pay} pays without
 * the page, {@code /sandbox/notifications/{id}/replay} sends an old notification again. Faults ({@link
 * io.tuanzi.sandboxpay.Fault}) are not part of the book: a restart is well-behaved again.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.tuanzi.sandboxpay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
