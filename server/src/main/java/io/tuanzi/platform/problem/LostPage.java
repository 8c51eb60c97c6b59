package io.tuanzi.platform.problem;

import org.jspecify.annotations.Nullable;

/** The page a person sees at an address that leads nowhere; a program gets the problem document instead. */
public interface LostPage {

    /** Whole HTML in which an app starts and says in the reader's language that nothing is here; null without one. */
    @Nullable String html();
}
