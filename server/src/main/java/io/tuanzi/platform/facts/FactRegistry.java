package io.tuanzi.platform.facts;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names and JSON of facts: the class tells the name, the name never tells a class to strangers. */
@Component
class FactRegistry {

    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(
                    com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
            .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final Map<Class<?>, FactType> types = new ConcurrentHashMap<>();

    FactType typeOf(Class<?> body) {
        return types.computeIfAbsent(body, c -> {
            FactType type = c.getAnnotation(FactType.class);
            if (type == null) {
                throw new IllegalStateException(c + " has no @FactType");
            }
            return type;
        });
    }

    String write(FactBody body) {
        return json.writeValueAsString(body);
    }

    <T> Recorded<T> read(FactBook.Row row, Class<T> type) {
        return recorded(row, json.readValue(row.body(), type));
    }

    Recorded<JsonNode> readTree(FactBook.Row row) {
        return recorded(row, json.readTree(row.body()));
    }

    private static <T> Recorded<T> recorded(FactBook.Row row, T body) {
        return new Recorded<>(row.position(), row.factId(), row.type(), row.version(), row.aggregate(),
                row.aggregateId(), row.seq(), row.at(), body);
    }
}
