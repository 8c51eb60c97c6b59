package io.tuanzi.platform.facts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A consumer that answers facts with commands to other modules. A bean of this type is started with the shop.
 *
 * <p>Each fact is handled in one transaction together with the move of the cursor; facts of one aggregate come in
 * order, across all types the reaction hears. A handler makes its keys from {@link Recorded#key} and must do no
 * provider call. A fact that keeps failing is parked, and the later facts of its aggregate wait behind it until
 * someone decides (E3).
 */
public final class Reaction {

    private final String name;
    private final Map<Class<? extends FactBody>, Consumer<Recorded<FactBody>>> handlers = new LinkedHashMap<>();

    private Reaction(String name) {
        this.name = name;
    }

    /** Starts a reaction; {@code name} is {@code module.what} and never changes, its cursors hang on it. */
    public static Reaction named(String name) {
        return new Reaction(name);
    }

    /** Hears facts of one type. */
    @SuppressWarnings("unchecked")
    public <T extends FactBody> Reaction on(Class<T> type, Consumer<Recorded<T>> handler) {
        handlers.put(type, fact -> handler.accept((Recorded<T>) (Recorded<?>) fact));
        return this;
    }

    public String name() {
        return name;
    }

    Map<Class<? extends FactBody>, Consumer<Recorded<FactBody>>> handlers() {
        return handlers;
    }
}
