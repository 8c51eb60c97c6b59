package io.tuanzi.platform.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list by keyset; {@code next} is passed back as {@code after}, absent at the end. */
public record Paged<T>(List<T> items, @Nullable String next) {

    /** Cuts rows fetched with {@code limit + 1} to a page whose cursor is taken from the last row shown. */
    public static <T> Paged<T> of(List<T> rows, int limit, Function<T, Object> cursor) {
        if (rows.size() <= limit) {
            return new Paged<>(rows, null);
        }
        List<T> shown = List.copyOf(rows.subList(0, limit));
        return new Paged<>(shown, String.valueOf(cursor.apply(shown.getLast())));
    }

    /** The cursor as an id, {@code first} on the first page; refuses with 400 what is no id. */
    public static long cursorId(@Nullable String after, long first) {
        return new PageAsk(after, PageAsk.DEFAULT).afterId(first);
    }

    /** The rows, each shown another way. */
    public <R> Paged<R> map(Function<T, R> view) {
        return new Paged<>(items.stream().map(view).toList(), next);
    }
}
