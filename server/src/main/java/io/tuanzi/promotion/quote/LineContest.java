package io.tuanzi.promotion.quote;

import io.tuanzi.kernel.BasisPoints;
import java.util.List;

/** Settles rules that compete on every line apart. */
final class LineContest {

    private LineContest() {}

    /**
     * Each line goes to the rule that by itself takes most of it, or least, or is the first to take anything; a rate is
     * then applied once to all lines its rule won.
     */
    static void settle(List<Candidate> rivals, Stacking.Mode mode, Run run) {
        int width = run.lines.length;
        long[] taken = new long[width];
        int[] winner = new int[width];
        long[] sums = new long[rivals.size()];
        for (int r = 0; r < rivals.size(); r++) {
            for (int line = 0; line < width; line++) {
                long amount = Takings.onLine(run, rivals.get(r).rule().effect(), line);
                sums[r] += amount; // in ten thousandths of a fen
                if (beats(mode, amount, taken[line])) {
                    taken[line] = amount;
                    winner[line] = r;
                }
            }
        }
        for (int r = 0; r < rivals.size(); r++) {
            boolean[] won = new boolean[width];
            int other = -1;
            for (int line = 0; line < width; line++) {
                won[line] = taken[line] > 0 && winner[line] == r;
                other = taken[line] > 0 && winner[line] != r ? winner[line] : other;
            }
            Taken now = new Takings(run, rivals.get(r), won).now();
            if (!now.any() && other >= 0 && sums[r] > 0) {
                Why.Code code = mode == Stacking.Mode.BEST ? Why.Code.LOST_TO : Why.Code.EXCLUDED_BY;
                run.refuse(rivals.get(r), Why.of(code, fen(sums[other]), fen(sums[r]), rivals.get(other).rule()));
            } else {
                run.take(now);
            }
        }
    }

    private static long fen(long tenThousandths) {
        return BasisPoints.halfUp(tenThousandths, 1);
    }

    private static boolean beats(Stacking.Mode mode, long amount, long so) {
        return amount > 0 && (so == 0 || switch (mode) {
            case BEST -> amount > so;
            case LEAST -> amount < so;
            default -> false;
        });
    }
}
