package io.tuanzi.rewards;

import static io.tuanzi.rewards.Bindings.Outcome.ALREADY;
import static io.tuanzi.rewards.Bindings.Outcome.BOUND;
import static io.tuanzi.rewards.Bindings.Outcome.CYCLE;
import static io.tuanzi.rewards.Bindings.Outcome.NO_SUCH_CODE;
import static io.tuanzi.rewards.Bindings.Outcome.SELF;
import static io.tuanzi.rewards.Bindings.Outcome.TOO_LATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.rewards.Bindings.Outcome;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Who brought whom: the first touch stands, for a time, and never in a circle (R1). */
@ShopTest
@Import(RewardsKit.class)
class BindingTest {

    @Autowired
    private RewardsKit kit;
    @Autowired
    private Bindings bindings;
    @Autowired
    private Promoters promoters;
    @Autowired
    private ShopTime time;
    @Test
    @Capability("REF-01")
    void theFirstTouchStands() {
        long first = kit.person();
        long second = kit.person();
        long friend = kit.person();
        assertThat(bindings.bind(friend, bindings.inviteCode(first).toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(BOUND);
        assertThat(kit.bind(friend, second)).isEqualTo(ALREADY);
        assertThat(bindings.bind(friend, "NOBODY")).isEqualTo(NO_SUCH_CODE);
        assertThat(bindings.bind(friend, "'; --")).isEqualTo(NO_SUCH_CODE);
        assertThat(kit.bind(friend, friend)).isEqualTo(SELF);
        assertThat(bindings.inviterOf(friend, time.now())).hasValueSatisfying(b -> {
            assertThat(b.inviterId()).isEqualTo(first);
            assertThat(Duration.between(b.from(), b.until())).isEqualTo(Duration.ofDays(30));
            assertThat(bindings.inviterOf(friend, b.from().minusMillis(1))).isEmpty();
            assertThat(bindings.inviterOf(friend, b.until())).isEmpty();
        });
    }

    @Test
    @Capability("REF-28")
    void whoWasBroughtNeverBecomesInviterOfThoseAbove() {
        long a = kit.person();
        long b = kit.friendOf(a);
        long c = kit.friendOf(b);
        assertThat(kit.bind(a, c)).isEqualTo(CYCLE);
        assertThat(promoters.chain(c).ancestors()).extracting(Promoters.Node::customerId).containsExactly(b, a);
        assertThat(promoters.chain(a)).satisfies(chain -> {
            assertThat(chain.depth()).isZero();
            assertThat(chain.subtreeCustomers()).isEqualTo(2);
        });
        assertThat(promoters.children(a, 0, 10).items()).extracting(Promoters.Node::customerId).containsExactly(b);
        assertThat(promoters.children(a, 0, 10).items().getFirst().directInvitees()).isEqualTo(1);
    }

    @Test
    void aBondEndsAndAnotherInviterMayFollowButNotSomeoneBroughtInBetween() {
        long first = kit.person();
        long friend = kit.friendOf(first);
        long below = kit.friendOf(friend);
        long second = kit.person();
        Instant during = time.now();
        kit.passDays(31);
        assertThat(bindings.inviterOf(friend, time.now())).isEmpty();
        assertThat(kit.bind(friend, below)).isEqualTo(CYCLE);
        assertThat(kit.bind(friend, second)).isEqualTo(BOUND);
        assertThat(bindings.inviterOf(friend, time.now())).hasValueSatisfying(
                b -> assertThat(b.inviterId()).isEqualTo(second));
        assertThat(bindings.inviterOf(friend, during)).hasValueSatisfying(
                b -> assertThat(b.inviterId()).isEqualTo(first));
    }

    @Test
    void someoneKnownForLongCannotBeBroughtAnyMore() {
        long old = kit.person();
        kit.passDays(31);
        assertThat(kit.bind(old, kit.person())).isEqualTo(TOO_LATE);
    }

    @Test
    void aPolicyMayForbidToFollow() {
        Bindings.Policy was = bindings.policy();
        bindings.setPolicy(5, 30, "NEVER", "staff:1 test", "try it");
        long friend = kit.friendOf(kit.person());
        kit.passDays(6);
        assertThat(kit.bind(friend, kit.person())).isEqualTo(ALREADY);
        bindings.setPolicy(was.validDays(), was.bindWithinDays(), was.rebind(), "staff:1 test", "back");
    }

    @Test
    void aPersonHasOneCodeHoweverManyAskAtOnce() throws Exception {
        long person = kit.person();
        List<String> codes = together(IntStream.range(0, 16).<Callable<String>>mapToObj(
                i -> () -> bindings.inviteCode(person)).toList());
        assertThat(codes.stream().distinct()).hasSize(1);
        assertThat(bindings.ownerOf(codes.getFirst())).isEqualTo(person);
    }

    /** R1 under fire: rings of two to six close from all sides at once; always at least one bond must fail. */
    @Test
    void noRingEverClosesHoweverItIsRaced() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 60; round++) {
            int size = 2 + random.nextInt(5);
            List<Long> people = Stream.generate(kit::person).limit(size).toList();
            people.forEach(bindings::inviteCode);
            List<Outcome> outcomes = together(IntStream.range(0, size).<Callable<Outcome>>mapToObj(
                    i -> () -> kit.bind(people.get(i), people.get((i + 1) % size))).toList());
            assertThat(outcomes).as("ring of %s", size).contains(CYCLE);
            assertThat(outcomes).filteredOn(o -> o == BOUND).hasSize(size - 1);
        }
    }

    /** Random bonds among a crowd, some with their time over: whatever wins, the tree stays a tree. */
    @Test
    void aCrowdBindingAtRandomStaysATree() throws Exception {
        List<Long> people = Stream.generate(kit::person).limit(40).toList();
        people.forEach(bindings::inviteCode);
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 3; round++) {
            List<Callable<Outcome>> wishes = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                long invitee = people.get(random.nextInt(people.size()));
                long inviter = people.get(random.nextInt(people.size()));
                wishes.add(() -> kit.bind(invitee, inviter));
            }
            assertThat(together(wishes)).contains(BOUND);
            for (long person : people) {
                assertThat(promoters.chain(person).ancestors()).extracting(Promoters.Node::customerId)
                        .doesNotContain(person).doesNotHaveDuplicates();
            }
            kit.passDays(31);
        }
    }

    private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<T> answers = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(calls)) {
                answers.add(each.get());
            }
            return answers;
        }
    }
}
