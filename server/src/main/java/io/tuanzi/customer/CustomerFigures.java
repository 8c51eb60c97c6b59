package io.tuanzi.customer;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What higher modules add to the staff list of customers; every bean may answer a part. */
public interface CustomerFigures {

    /** Figures of these people in one query; people without any may be left out. */
    Map<Long, Figures> figures(Collection<Long> customerIds);

    /** Orders paid, what was paid for them in fen, and the nickname of the inviter; null where unknown here. */
    record Figures(@Nullable Long orders, @Nullable Long paidMinor, @Nullable String invitedBy) {
    }
}
