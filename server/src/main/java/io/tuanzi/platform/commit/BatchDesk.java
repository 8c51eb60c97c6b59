package io.tuanzi.platform.commit;

import java.util.List;
import java.util.Optional;

/** What group commit needs from a module: decide a list of commands in one transaction, and find an old answer. */
public interface BatchDesk<C, A> {

    /** Decides all commands in arrival order in the open transaction; one answer each, same order, no exceptions. */
    List<A> decide(List<C> commands);

    /** The answer already on the books for this command's (actor, key), after a commit of unknown outcome. */
    Optional<A> answered(C command);
}
