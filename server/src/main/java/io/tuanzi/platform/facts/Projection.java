package io.tuanzi.platform.facts;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A read model kept from facts taken as data, by name. A bean of this type is started with the shop.
 *
 * <p>Takes a list per transaction; may be cleared and rebuilt from position zero at any time, so it commands nobody.
 */
public interface Projection {

    /** {@code module.what}; its cursor hangs on it. */
    String name();

    /** Names of the facts it reads; empty means all. */
    Set<String> reads();

    /** Takes facts in log order; the cursor moves in the same transaction. */
    void apply(List<Recorded<JsonNode>> facts);

    /** Empties the read model, before a rebuild. */
    void clear();
}
