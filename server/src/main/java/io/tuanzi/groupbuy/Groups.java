package io.tuanzi.groupbuy;

import io.tuanzi.order.Placement;
import io.tuanzi.platform.web.Paged;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Groups and the offers behind them. */
public interface Groups {

    /**
     * Takes a seat with its order, in the next batch; refuses inside a transaction, and with 429 when too many wait.
     */
    Placement join(JoinGroup command);

    Optional<GroupView> group(long groupId);

    /** Running groups that can be joined, soonest end first; of one product or of all. */
    Paged<GroupView> joinable(@Nullable Long productId, @Nullable String after, int limit);

    /** How many groups can be joined now. */
    int running();

    /** The newest groups of a state, or of all. */
    Paged<GroupView> groups(@Nullable String state, @Nullable String after, int limit);

    /** Groups by id, in no order. */
    List<GroupView> groups(Collection<Long> groupIds);

    /** The offer running for a product now. */
    Optional<Activity> activityOf(long productId);

    Optional<Activity> activity(long activityId);

    /** The offers running now by product, from memory, at most a second old; prices are checked again when placing. */
    Map<Long, Activity> running(Collection<Long> productIds);

    /** All offers, newest first. */
    List<Activity> activities();

    /** Makes an offer; refused while another one of the product is not stopped, and with a price not below the list. */
    Activity offer(NewActivity activity);

    /** Changes window, hold, limit, prices and policy of an offer; running groups keep their size and end. */
    Activity change(long activityId, NewActivity activity);

    /** Nobody can open or join a group of it any more; running groups go on to their end. */
    void stop(long activityId);

    /** Brings the end of a running group to now: nobody joins any more, and what was paid goes back (G3). */
    void endEarly(long groupId);

    /** Figures of groups (GRP-12): opened, completed, expired, open now. */
    Stats stats();

    /** The same of each of these offers; offers without a group are left out. */
    Map<Long, Stats> stats(Collection<Long> activityIds);

    /** Counts of groups by their state. */
    record Stats(long opened, long completed, long expired, long open) {
    }
}
