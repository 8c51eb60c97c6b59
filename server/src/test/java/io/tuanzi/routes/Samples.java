package io.tuanzi.routes;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Bodies of requests made from the record a controller takes: one of the right form, and many of wrong forms. */
final class Samples {

    /** A body that must be refused as such, and what is wrong with it. */
    record Wrong(String what, Object body) {
    }

    private Samples() {
    }

    static Object of(Type type) {
        if (type instanceof ParameterizedType many && many.getRawType() instanceof Class<?> raw) {
            return Collection.class.isAssignableFrom(raw) ? List.of(of(many.getActualTypeArguments()[0])) : Map.of();
        }
        if (!(type instanceof Class<?> one)) {
            return "x";
        }
        if (one == boolean.class || one == Boolean.class) {
            return false;
        }
        if (one.isPrimitive() || Number.class.isAssignableFrom(one)) {
            return 1;
        }
        if (one.isEnum()) {
            return one.getEnumConstants()[0].toString();
        }
        if (one == Instant.class) {
            return "2030-01-01T00:00:00Z";
        }
        if (one == LocalDate.class) {
            return "2030-01-01";
        }
        return one.isRecord() ? record(one) : "sample";
    }

    private static Map<String, Object> record(Class<?> type) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (RecordComponent each : type.getRecordComponents()) {
            body.put(each.getName(), of(each.getGenericType()));
        }
        return body;
    }

    /** Bodies with exactly one fault, at any depth. */
    static List<Wrong> wrong(Class<?> type, Map<String, Object> right) {
        List<Wrong> all = new ArrayList<>();
        all.add(new Wrong("an unknown field", with(right, "role", "ADMIN")));
        boolean strict = type.getPackage().isAnnotationPresent(NullMarked.class);
        for (RecordComponent each : type.getRecordComponents()) {
            String name = each.getName();
            boolean needed = strict && !each.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (needed) {
                all.add(new Wrong("no " + name, without(right, name)));
                all.add(new Wrong("null for " + name, with(right, name, null)));
            }
            for (Object bad : wrongValues(each.getType())) {
                String shown = bad.toString();
                all.add(new Wrong(name + " as " + shown.substring(0, Math.min(30, shown.length())),
                        with(right, name, bad)));
            }
        }
        return all;
    }

    private static List<Object> wrongValues(Class<?> type) {
        if (type == String.class) {
            return List.of(7, true, List.of(), Map.of(), "nul \u0000", "half \ud83d");
        }
        if (type == boolean.class || type == Boolean.class) {
            return List.of("true", 1, List.of());
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return List.of("1", true, 1.5, new java.math.BigInteger("9".repeat(30)), List.of(), Map.of());
        }
        if (type.isEnum()) {
            return List.of("NO_SUCH_NAME", 0, true);
        }
        if (Collection.class.isAssignableFrom(type)) {
            return List.of("x", 7, Map.of());
        }
        return type == Instant.class || type == LocalDate.class ? List.of("yesterday", true) : List.of("x", 7, true);
    }

    /** Bodies of the right form whose values are out of all bounds; they may be refused for many reasons. */
    static List<Wrong> extreme(Class<?> type, Map<String, Object> right) {
        List<Wrong> all = new ArrayList<>();
        for (RecordComponent each : type.getRecordComponents()) {
            for (Object bad : extremes(each.getGenericType())) {
                String shown = bad.toString();
                all.add(new Wrong(each.getName() + " as " + shown.substring(0, Math.min(30, shown.length())),
                        with(right, each.getName(), bad)));
            }
        }
        return all;
    }

    private static List<Object> extremes(Type type) {
        if (type == long.class || type == Long.class) {
            return List.of(-1, 0, Long.MAX_VALUE, Long.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (type == int.class || type == Integer.class) {
            return List.of(-1, 0, Integer.MAX_VALUE, Integer.MIN_VALUE);
        }
        if (type == String.class) {
            return List.of("", "   ", "x".repeat(100_000), "团".repeat(50_000), "'; DROP TABLE x; --",
                    "<script>alert(1)</script>", "%_\\");
        }
        if (type instanceof ParameterizedType many && many.getRawType() instanceof Class<?> raw
                && Collection.class.isAssignableFrom(raw)) {
            List<Object> lists = new ArrayList<>();
            Type item = many.getActualTypeArguments()[0];
            lists.add(List.of());
            lists.add(java.util.Collections.nCopies(5_000, of(item)));
            lists.add(java.util.Arrays.asList((Object) null));
            if (item instanceof Class<?> inner && inner.isRecord()) {
                extreme(inner, record(inner)).forEach(each -> lists.add(List.of(each.body())));
            } else {
                extremes(item).forEach(each -> lists.add(List.of(each)));
            }
            return lists;
        }
        if (type == Instant.class) {
            return List.of("-292275055-05-16T16:47:04Z", "+1000000000-12-31T23:59:59Z", "0000-01-01T00:00:00Z");
        }
        return List.of();
    }

    static Map<String, Object> with(Map<String, Object> body, String name, @Nullable Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(body);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, Object> without(Map<String, Object> body, String name) {
        Map<String, Object> changed = new LinkedHashMap<>(body);
        changed.remove(name);
        return changed;
    }
}
