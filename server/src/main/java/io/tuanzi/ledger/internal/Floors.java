package io.tuanzi.ledger.internal;

import java.util.Set;

/** Which classes of account have a floor at zero and a stored balance; {@code audit.m2} lists the same. */
final class Floors {

    private static final Set<String> CLASSES = Set.of("commission.payable", "commission.pending", "budget",
            "budget.reserved", "wallet", "points", "withdrawal");

    private Floors() {
    }

    static boolean has(String account) {
        int slash = account.indexOf('/');
        return CLASSES.contains(slash < 0 ? account : account.substring(0, slash));
    }
}
