package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.ProductView;
import io.tuanzi.catalog.Words;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The catalogue's documents in jsonb columns: story, layers, option values, cells of a staged row. */
@Component
class Json {

    private static final TypeReference<List<Words>> WORDS = new TypeReference<>() { };
    private static final TypeReference<Map<String, String>> CELLS = new TypeReference<>() { };

    private final JsonMapper mapper;

    Json(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Nullable String write(@Nullable Object value) {
        return value == null ? null : mapper.writeValueAsString(value);
    }

    String text(Object value) {
        return mapper.writeValueAsString(value);
    }

    <T> T read(String json, Class<T> type) {
        return mapper.readValue(json, type);
    }

    List<Words> words(String json) {
        return mapper.readValue(json, WORDS);
    }

    Map<String, String> cells(String json) {
        return mapper.readValue(json, CELLS);
    }

    ProductView.@Nullable Story story(@Nullable String json) {
        return json == null ? null : mapper.readValue(json, ProductView.Story.class);
    }

    ProductView.@Nullable Layers layers(@Nullable String json) {
        return json == null ? null : mapper.readValue(json, ProductView.Layers.class);
    }
}
