package io.tuanzi.sabotage;

import java.util.List;

/**
 * One line made worse, and the tests that must see it.
 *
 * @param what what is lost, in words
 * @param file the class below {@code io.tuanzi}, without its ending
 * @param old text that stands exactly once in it
 * @param worse what takes its place
 * @param tests classes below {@code io.tuanzi}, one of which must turn red; with {@code #} a method of one
 */
record Sabotage(String what, String file, String old, String worse, List<String> tests) {

    private static Sabotage of(String what, String file, String old, String worse, String... tests) {
        return new Sabotage(what, file, old, worse, List.of(tests));
    }

    /** All of them: those every shop must survive, and some of our own. */
    static List<Sabotage> all() {
        List<Sabotage> all = new java.util.ArrayList<>(selling());
        all.addAll(money());
        all.addAll(machine());
        return all;
    }

    private static List<Sabotage> selling() {
        return List.of(
                of("S1: more is sold than there is", "order.internal.PlacementDesk",
                "if (left < want.getValue()) { // S1",
                        "if (left < 0) {", "order.PlacingTest"),
                of("S3: a reservation ends twice", "inventory.internal.StockBook",
                        "SET state = :state WHERE order_id = :o AND state = 'ACTIVE'",
                        "SET state = :state WHERE order_id = :o AND state <> :state", "proof.StockProofTest"),
                of("S4: the limit per person is not asked", "order.internal.PlacementDesk",
                        "if (used + limit.quantity() > limit.cap()) { // S4", "if (used > limit.cap()) {",
                        "order.PlacingTest", "proof.StockProofTest"),
                of("C1: one coupon on two orders of a batch", "order.internal.PlacementDesk",
                        "|| couponsTaken.contains(couponId)) { // C1", ") {", "order.CouponOnOrderTest"),
                of("G1: a group seats more than its size", "groupbuy.internal.JoinDesk",
                        "return taken < row.size() ? null : Refused.of(\"GROUP_FULL\", Map.of(\"size\", row.size()));",
                        "return null;", "groupbuy.GroupStoryTest"),
                of("G2: a group fails while somebody is paying", "groupbuy.internal.GroupBook",
                        "WHERE group_id = :g AND state = 'OPEN' AND held = 0 AND expires_at <= shop_now()",
                        "WHERE group_id = :g AND state = 'OPEN' AND expires_at <= shop_now()",
                        "groupbuy.internal.ExpireTest"),
                of("O2: a key may say something else the second time", "order.internal.PlacementDesk",
                        "if (!MessageDigest.isEqual(command.bodyHash(), known.bodyHash())) { // O2", "if (false) {",
                        "order.PlacingTest"),
                of("P2: an order is closed before its time", "order.internal.OrderDesk",
                        "if (order.state() == OrderState.AWAITING_PAYMENT && book.isOverdue(orderId)) { // P2",
                        "if (order.state() == OrderState.AWAITING_PAYMENT) {", "proof.ClockProofTest",
                        "proof.DeadlineTest"),
                of("T1: a deadline hangs on the machine's clock", "order.internal.OrderBook",
                        "SELECT pay_before < shop_now() FROM orders.orders",
                        "SELECT pay_before < clock_timestamp() FROM orders.orders", "proof.DeadlineTest"));
    }

    private static List<Sabotage> money() {
        return List.of(
                of("M5: more is refunded than was paid", "order.internal.OrderBook",
                        "WHERE order_id = :o AND refunded_minor + :a <= paid_minor AND units_back + :u <= units",
                        "WHERE order_id = :o AND units_back + :u <= units", "fulfilment.RefundHammerTest"),
                of("M6: an account falls below its floor", "ledger.internal.LedgerBook",
                        "WHERE b.account = c.account AND b.balance_minor + c.delta >= 0", "WHERE b.account = c.account",
                        "rewards.WithdrawalTest"),
                of("R3: a commission is rounded up", "rewards.internal.CommissionRewards",
                        "long amount = BasisPoints.floor(line.netMinor(), rateBp);",
                        "long amount = BasisPoints.floor(line.netMinor(), rateBp) + 1;", "rewards.EarningModelTest"),
                of("R4: the person who approved pays as well", "rewards.internal.WithdrawalBook",
                        "AND state = 'APPROVED' AND approved_by <> :by", "AND state = 'APPROVED'",
                        "rewards.WithdrawalTest"),
                of("P4: a payment of another sum is taken", "payment.internal.CaptureDesk",
                        "if (told.totalMinor() != intent.amountMinor()) {", "if (told.totalMinor() < 0) {",
                        "payment.PaymentTest"),
                of("P3: the second payment is not given back", "payment.internal.CaptureDesk", "if (!kept) {",
                        "if (false) {", "payment.RefundTest", "payment.PaymentTest"));
    }

    private static List<Sabotage> machine() {
        return List.of(
                of("E1: facts are not written", "platform.facts.FactWriter",
                        "book.insert(types, versions, aggregates, ids, seqs, bodies);", "", "groupbuy.GroupStoryTest"),
                of("E2: a consumer's cursor may be passed by twice", "platform.facts.ReactionLoop",
                        "if (!book.advance(name(), fact.shard(), from, fact.position())) {\n            return false;",
                        "if (!book.advance(name(), fact.shard(), from, fact.position()) && from < 0) {\n          "
                        + "  return"
                                + " false;", "proof.FactOrderProofTest"),
                of("E3: the log is stamped in another order", "platform.facts.FactBook",
                        "SELECT :position + row_number() OVER (ORDER BY id), id,",
                        "SELECT :position + row_number() OVER (ORDER BY id DESC), id,", "proof.FactOrderProofTest"),
                of("an answer leaves before the commit", "platform.commit.GroupCommit",
                        "answers = tx.call(name, () -> desk.decide(batch.stream().map(Waiting::command).toList()));",
                        "answers = tx.call(name, () -> { List<A> early ="
                        + " desk.decide(batch.stream().map(Waiting::command)"
                                + ".toList()); for (int i = 0; i < early.size(); i++) {"
                                + " batch.get(i).answer.complete(early.get(i)); } return early; });",
                        "proof.CommitAnswerTest"),
                of("D1: a database that forgets is taken", "platform.postgres.DurabilityCheck",
                        "{{\"fsync\", \"on\"}, {\"synchronous_commit\", \"on\", \"remote_apply\"},",
                        "{{\"fsync\", \"on\"},", "platform.postgres.DurabilityCheckTest"),
                of("D1: our own server commits without waiting", "platform.postgres.ServerSettings",
                        "\"synchronous_commit\", \"on\"", "\"synchronous_commit\", \"off\"",
                        "testing.ShopTestSelfTest", "platform.postgres.EmbeddedPostgresTest"),
                of("W1: who decided is not written down", "rewards.internal.WithdrawalDesk",
                        "trail.wrote(decider.actor(), action, ref(after.withdrawalId()), before, after,"
                        + " decider.reason());",
                        "", "rewards.WithdrawalTest"),
                of("somebody else's order is shown", "order.internal.OrderReads",
                        "SELECT o.* FROM orders.orders o WHERE o.order_id = :o AND o.customer_id = :c\"",
                        "SELECT o.* FROM orders.orders o WHERE o.order_id = :o AND :c > 0\"",
                        "routes.RouteSweepTest"));
    }
}
