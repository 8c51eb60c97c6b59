package io.tuanzi.promotion.quote;

import java.util.List;

/** Settles rules of which only one can apply: on the whole cart, or on each line apart. */
final class Competition {

    private Competition() {}

    /** Lets the winner take, or on lines each winner its lines, and tells the others to whom they lost. */
    static void settle(List<Candidate> rivals, Run run) {
        if (rivals.getFirst().rule().stacking().perLine()) {
            settleOnLines(rivals, run);
        } else {
            settleOnCart(rivals, run);
        }
    }

    private static void settleOnCart(List<Candidate> rivals, Run run) {
        long[] sums = rivals.stream().mapToLong(rival -> new Takings(run, rival, null).now().sum()).toArray();
        int best = 0;
        for (int i = 1; i < sums.length; i++) {
            best = sums[i] > sums[best] ? i : best;
        }
        for (int i = 0; i < sums.length; i++) {
            if (i == best) {
                run.take(rivals.get(i), null);
            } else {
                run.refuse(rivals.get(i), lost(sums[best], sums[i], rivals.get(best)));
            }
        }
    }

    /** Each line goes to the rule that takes most of it by itself; a rate is then applied once to all lines it won. */
    private static void settleOnLines(List<Candidate> rivals, Run run) {
        int width = run.lines.length;
        long[] most = new long[width];
        int[] winner = new int[width];
        long[] sums = new long[rivals.size()];
        for (int r = 0; r < rivals.size(); r++) {
            for (int line = 0; line < width; line++) {
                long amount = Takings.onLine(run, rivals.get(r).rule().effect(), line);
                sums[r] += amount;
                if (amount > most[line]) {
                    most[line] = amount;
                    winner[line] = r;
                }
            }
        }
        for (int r = 0; r < rivals.size(); r++) {
            boolean[] won = new boolean[width];
            boolean any = false;
            int other = -1;
            for (int line = 0; line < width; line++) {
                won[line] = most[line] > 0 && winner[line] == r;
                any |= won[line];
                other = most[line] > 0 && winner[line] != r ? winner[line] : other;
            }
            if (!any && other >= 0 && sums[r] > 0) {
                run.refuse(rivals.get(r), lost(sums[other], sums[r], rivals.get(other)));
            } else {
                run.take(rivals.get(r), won);
            }
        }
    }

    private static Why lost(long theirs, long mine, Candidate to) {
        return Why.of(Why.Code.LOST_TO, theirs, mine, to.rule());
    }
}
