package io.tuanzi.promotion.quote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settles which rules of a phase apply: a tree of groups, each letting all, the first, the best or the least take. */
final class Competition {

    /** With more members than this the best several are sought one by one, and the reasons say so. */
    static final int EXACT_UP_TO = 16;

    /** A candidate, or a group of members. */
    private sealed interface Member {}

    private record Leaf(Candidate candidate) implements Member {}

    private record Node(Stacking.Level level, boolean perLine, int most, Map<String, Node> groups,
            List<Member> members) implements Member {

        Node(Stacking.Level level, boolean perLine, int most) {
            this(level, perLine, most, new LinkedHashMap<>(), new ArrayList<>());
        }

        Node group(Stacking.Level of, boolean onLines, int before) {
            return groups.computeIfAbsent((onLines ? "lines:" : "cart:") + of.group(), none -> {
                Node made = new Node(of, onLines, Math.max(1, of.most() - before));
                members.add(made);
                return made;
            });
        }
    }

    /** What comes of a member on the amounts as they are, without anything having been taken yet. */
    private record Outcome(Member member, long sum, boolean any, @Nullable Taken taken, @Nullable Run trial) {}

    private static final Stacking.Level ROOT = new Stacking.Level("*", Stacking.Mode.ALL, 1);

    private Competition() {}

    /** Lets those who may take in their order, and tells the others to whom they lost. */
    static void settle(List<Candidate> eligible, Run run) {
        Node root = new Node(ROOT, false, 1);
        for (Candidate candidate : eligible) {
            Node at = root;
            Stacking stacking = candidate.rule().stacking();
            List<Stacking.Level> path = stacking.path();
            for (int i = 0; i < path.size(); i++) {
                at = at.group(path.get(i), stacking.perLine() && i == path.size() - 1,
                        path.get(i).most() == 1 ? 0 : run.appliedBefore(path.get(i), i).size());
            }
            at.members().add(new Leaf(candidate));
        }
        settle(root, run);
    }

    private static void settle(Node node, Run run) {
        boolean all = node.level().mode() == Stacking.Mode.ALL;
        if (node.perLine() && !all) {
            List<Candidate> rivals = new ArrayList<>();
            leaves(node, rivals);
            LineContest.settle(rivals, node.level().mode(), run);
        } else if (all || node.members().size() == 1) {
            for (Member member : node.members()) {
                switch (member) {
                    case Leaf leaf -> run.take(leaf.candidate(), null);
                    case Node inner -> settle(inner, run);
                }
            }
        } else if (node.level().mode() == Stacking.Mode.BEST && node.most() > 1) {
            several(node, run);
        } else {
            one(node, run);
        }
    }

    private static Outcome outcome(Member member, Run run) {
        return switch (member) {
            case Leaf leaf -> {
                Taken taken = new Takings(run, leaf.candidate(), null).now();
                yield new Outcome(member, taken.sum(), taken.any(), taken, null);
            }
            case Node inner -> {
                Run trial = run.trial();
                settle(inner, trial);
                yield new Outcome(member, trial.takenMinor(), !trial.taken.isEmpty(), null, trial);
            }
        };
    }

    private static void adopt(Outcome outcome, Run run) {
        if (outcome.taken() != null) {
            run.take(outcome.taken());
        } else if (outcome.trial() != null) {
            run.adopt(outcome.trial());
        }
    }

    /** FIRST takes the first few that take anything, BEST the one of most, LEAST the one of least but something. */
    private static void one(Node node, Run run) {
        Stacking.Mode mode = node.level().mode();
        List<Outcome> outcomes = node.members().stream().map(member -> outcome(member, run)).toList();
        int best = 0;
        for (int i = 1; i < outcomes.size(); i++) {
            long mine = outcomes.get(i).sum();
            long most = outcomes.get(best).sum();
            boolean better = switch (mode) {
                case LEAST -> mine > 0 && (most == 0 || mine < most);
                case FIRST -> outcomes.get(i).any() && !outcomes.get(best).any();
                default -> mine > most;
            };
            best = better ? i : best;
        }
        Outcome won = outcomes.get(best);
        adopt(won, run);
        int applied = 1;
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome other = outcomes.get(i);
            boolean first = mode == Stacking.Mode.FIRST;
            if (first && i < best) {
                adopt(other, run);
            } else if (first && i > best && applied < node.most()) {
                Outcome further = outcome(other.member(), run);
                adopt(further, run);
                applied += further.any() ? 1 : 0;
            } else if (i != best) {
                lose(other, won.sum(), ruleOf(won.member()), mode, run);
            }
        }
    }

    /** A choice of members, what it takes, and the run that has taken it. */
    private record Choice(List<Integer> members, Run run) {}

    private static void several(Node node, Run run) {
        List<Outcome> alone = node.members().stream().map(member -> outcome(member, run)).toList();
        boolean exact = alone.size() <= EXACT_UP_TO;
        Choice none = new Choice(List.of(), run.trial());
        Choice best = exact ? exact(alone, 0, node.most(), none, none) : greedy(alone, node.most(), none);
        if (best.members().isEmpty()) {
            one(node, run);
            return;
        }
        run.adopt(exact ? best.run() : best.run().greedily());
        for (int i = 0; i < alone.size(); i++) {
            Outcome other = alone.get(i);
            if (!other.any()) {
                adopt(other, run);
            } else if (!best.members().contains(i)) {
                Outcome first = alone.get(best.members().getFirst());
                lose(other, first.sum(), ruleOf(first.member()), Stacking.Mode.BEST, run);
            }
        }
    }

    /** Every choice is tried but those that cannot beat the best so far. */
    private static Choice exact(List<Outcome> alone, int from, int most, Choice now, Choice best) {
        if (from == alone.size() || most == 0 || reachable(alone, from, most, now) <= best.run().takenMinor()) {
            return now.run().takenMinor() > best.run().takenMinor() ? now : best;
        }
        Choice with = with(alone, from, now);
        Choice better = with == null ? best : exact(alone, from + 1, most - 1, with, best);
        return exact(alone, from + 1, most, now, better);
    }

    /**
     * What this choice can still come to: no rule takes more of less than it does alone, but for the fen that floors
     * move from line to line; of groups nothing is known.
     */
    private static long reachable(List<Outcome> alone, int from, int most, Choice now) {
        List<Outcome> rest = alone.subList(from, alone.size());
        if (rest.stream().anyMatch(each -> each.member() instanceof Node)) {
            return Long.MAX_VALUE;
        }
        long slack = now.run().floors ? (long) now.run().lines.length * rest.size() : 0;
        return now.run().takenMinor() + slack + rest.stream().mapToLong(each -> -each.sum()).sorted().limit(most)
                .map(Math::negateExact).sum();
    }

    private static @Nullable Choice with(List<Outcome> alone, int member, Choice now) {
        Run then = now.run().fork();
        Outcome outcome = outcome(alone.get(member).member(), then);
        if (outcome.sum() == 0) {
            return null;
        }
        adopt(outcome, then);
        List<Integer> members = new ArrayList<>(now.members());
        members.add(member);
        return new Choice(members, then);
    }

    private static Choice greedy(List<Outcome> alone, int most, Choice none) {
        Choice now = none;
        while (now.members().size() < most) {
            Choice best = now;
            for (int i = 0; i < alone.size(); i++) {
                Choice with = now.members().contains(i) ? null : with(alone, i, now);
                best = with != null && with.run().takenMinor() > best.run().takenMinor() ? with : best;
            }
            if (best == now) {
                return now;
            }
            now = best;
        }
        return now;
    }

    private static void lose(Outcome loser, long theirs, Rule to, Stacking.Mode mode, Run run) {
        List<Candidate> lost = new ArrayList<>();
        leaves(loser.member(), lost);
        Why.Code code = mode == Stacking.Mode.BEST ? Why.Code.LOST_TO : Why.Code.EXCLUDED_BY;
        lost.forEach(candidate -> run.refuse(candidate, Why.of(code, theirs, loser.sum(), to)));
    }

    private static Rule ruleOf(Member member) {
        List<Candidate> all = new ArrayList<>();
        leaves(member, all);
        return all.getFirst().rule();
    }

    private static void leaves(Member member, List<Candidate> found) {
        switch (member) {
            case Leaf leaf -> found.add(leaf.candidate());
            case Node node -> node.members().forEach(inner -> leaves(inner, found));
        }
    }
}
