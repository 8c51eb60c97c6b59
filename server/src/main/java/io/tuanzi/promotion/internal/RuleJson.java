package io.tuanzi.promotion.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.promotion.quote.Condition;
import io.tuanzi.promotion.quote.Effect;
import io.tuanzi.promotion.quote.FreightTemplate;
import io.tuanzi.promotion.quote.Selector;
import io.tuanzi.promotion.quote.Stacking;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The written form of conditions, effects, stacking and freight zones: their records, with {@code is} naming the kind.
 * An absent set or list is empty.
 */
final class RuleJson {

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
    private interface Kinds {}

    private static final JsonMapper JSON = JsonMapper.builder()
            .addMixIn(Condition.class, Kinds.class)
            .addMixIn(Effect.class, Kinds.class)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withConfigOverride(Set.class, set -> set.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(List.class,
                    list -> list.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .changeDefaultPropertyInclusion(was -> was.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private RuleJson() {}

    static String write(Object value) {
        return value instanceof Condition condition ? JSON.writerFor(Condition.class).writeValueAsString(condition)
                : value instanceof Effect effect ? JSON.writerFor(Effect.class).writeValueAsString(effect)
                : JSON.writeValueAsString(value);
    }

    static Condition condition(String json) {
        return JSON.readValue(json, Condition.class);
    }

    static Effect effect(String json) {
        return JSON.readValue(json, Effect.class);
    }

    static Stacking stacking(String json) {
        return JSON.readValue(json, Stacking.class);
    }

    static Selector selector(String json) {
        return JSON.readValue(json, Selector.class);
    }

    static List<FreightTemplate.Zone> zones(String json) {
        return JSON.readValue(json, new TypeReference<>() {});
    }

    /** Reads what a person sent; anything that cannot be a rule is refused with 400 naming the field. */
    static <T> T asked(String field, @Nullable Object sent, Class<T> type) {
        try {
            T read = JSON.readValue(JSON.writeValueAsString(sent), type);
            if (read == null) {
                throw Problem.invalid(field, "missing");
            }
            return read;
        } catch (JacksonException | IllegalArgumentException | NullPointerException cannotBe) {
            throw Problem.invalid(field, "form");
        }
    }
}
