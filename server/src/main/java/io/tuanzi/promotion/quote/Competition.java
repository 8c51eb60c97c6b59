package io.tuanzi.promotion.quote;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who wins where rules of one group compete: on the whole cart, or on each line apart. */
final class Competition {

    private final Map<Candidate, Why> lost = new IdentityHashMap<>();
    private final Map<Candidate, boolean[]> masks = new IdentityHashMap<>();

    private Competition() {}

    static Competition among(List<Candidate> eligible, Run run) {
        Map<String, List<Candidate>> onCart = new HashMap<>();
        Map<String, List<Candidate>> onLines = new HashMap<>();
        for (Candidate candidate : eligible) {
            Stacking stacking = candidate.rule().stacking();
            if (!stacking.group().isEmpty()) {
                (stacking.perLine() ? onLines : onCart)
                        .computeIfAbsent(stacking.group(), none -> new ArrayList<>()).add(candidate);
            }
        }
        Competition result = new Competition();
        onCart.values().forEach(rivals -> result.decideOnCart(rivals, run));
        onLines.values().forEach(rivals -> result.decideOnLines(rivals, run));
        return result;
    }

    /** Why the candidate takes nothing at all, or null when it takes. */
    @Nullable Why lost(Candidate candidate) {
        return lost.get(candidate);
    }

    /** The lines the candidate takes from, or null for all it is about. */
    boolean @Nullable [] linesOf(Candidate candidate) {
        return masks.get(candidate);
    }

    private void decideOnCart(List<Candidate> rivals, Run run) {
        if (rivals.size() < 2) {
            return;
        }
        long[] sums = rivals.stream().mapToLong(rival -> run.amounts(rival, null).sum()).toArray();
        int best = 0;
        for (int i = 1; i < sums.length; i++) {
            if (sums[i] > sums[best]) {
                best = i;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            if (i != best) {
                lost.put(rivals.get(i), Why.of(Why.Code.LOST_TO, sums[best], sums[i], rivals.get(best).rule()));
            }
        }
    }

    /** Each line goes to the rule that takes most of it by itself; a rate is then applied once to all lines it won. */
    private void decideOnLines(List<Candidate> rivals, Run run) {
        int width = run.lines.length;
        long[] most = new long[width];
        int[] winner = new int[width];
        long[] sums = new long[rivals.size()];
        for (int r = 0; r < rivals.size(); r++) {
            for (int line = 0; line < width; line++) {
                long amount = run.amountOnLine(rivals.get(r).rule().effect(), line);
                sums[r] += amount;
                if (amount > most[line]) {
                    most[line] = amount;
                    winner[line] = r;
                }
            }
        }
        for (int r = 0; r < rivals.size(); r++) {
            boolean[] mask = new boolean[width];
            int rival = -1;
            for (int line = 0; line < width; line++) {
                mask[line] = winner[line] == r && most[line] > 0;
                rival = winner[line] != r && most[line] > 0 ? winner[line] : rival;
            }
            masks.put(rivals.get(r), mask);
            if (none(mask) && rival >= 0 && sums[r] > 0) {
                lost.put(rivals.get(r), Why.of(Why.Code.LOST_TO, sums[rival], sums[r], rivals.get(rival).rule()));
            }
        }
    }

    private static boolean none(boolean[] mask) {
        for (boolean set : mask) {
            if (set) {
                return false;
            }
        }
        return true;
    }
}
