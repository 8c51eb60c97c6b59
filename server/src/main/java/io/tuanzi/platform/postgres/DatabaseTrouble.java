package io.tuanzi.platform.postgres;

import org.jspecify.annotations.Nullable;

/** A reason why the shop cannot have its database, told in both languages to the person at the terminal. */
public final class DatabaseTrouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String chinese;
    private final String english;

    public DatabaseTrouble(String chinese, String english) {
        this(chinese, english, null);
    }

    public DatabaseTrouble(String chinese, String english, @Nullable Throwable cause) {
        super(english + "\n" + chinese, cause);
        this.chinese = chinese;
        this.english = english;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return english;
    }
}
