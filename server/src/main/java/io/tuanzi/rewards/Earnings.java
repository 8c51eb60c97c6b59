package io.tuanzi.rewards;

/**
 * A promoter's commissions by state, in fen.
 *
 * @param pendingMinor earned from orders that can still be returned
 * @param maturedMinor earned for good, settling
 * @param payableMinor can be withdrawn now
 * @param withdrawnMinor asked for or paid out
 * @param owedMinor to be kept of the next earnings
 */
public record Earnings(long pendingMinor, long maturedMinor, long payableMinor, long withdrawnMinor,
                       long owedMinor) {
}
