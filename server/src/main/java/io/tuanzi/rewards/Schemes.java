package io.tuanzi.rewards;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reward schemes as data, each with its versions. */
public interface Schemes {

    /** A scheme at its newest version, with what it cost so far in fen. */
    record SchemeView(String code, int version, String kind, boolean enabled, String nameZh, String nameEn,
                      SchemeRule rule, Map<String, Object> ruleAsMap, long issued, long costMinor) {
    }

    /** A change: null leaves what is. {@code kind} is needed for a new code and refused to change. */
    record SchemeEdit(@Nullable String kind, @Nullable Boolean enabled, @Nullable String nameZh,
                      @Nullable String nameEn, @Nullable JsonNode rule) {
    }

    List<SchemeView> schemes();

    /**
     * Makes the next version of a scheme, or the first of a new one, with an audit entry. What was earned before keeps
     * its version. Refuses a commission beyond the legal cap with 422 {@code COMMISSION_ILLEGAL} (REF-23).
     */
    SchemeView put(String code, SchemeEdit edit, String who, String reason);
}
