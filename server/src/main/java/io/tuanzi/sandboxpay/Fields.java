package io.tuanzi.sandboxpay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A JSON object that is asked for its members by name and type; a member of another type is refused. */
record Fields(Map<String, Object> members) {
    static final Fields NONE = new Fields(Map.of());

    static Fields of(Object map) {
        Map<String, Object> members = new TreeMap<>();
        if (map instanceof Map<?, ?> from) {
            from.forEach((name, value) -> members.put(String.valueOf(name), value));
        }
        return new Fields(members);
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    String text(String name) {
        String value = textOrNull(name);
        if (value == null) {
            throw Refusal.parameter(name + " is missing");
        }
        return value;
    }

    String text(String name, String otherwise) {
        String value = textOrNull(name);
        return value == null ? otherwise : value;
    }

    private @Nullable String textOrNull(String name) {
        Object value = members.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw Refusal.parameter(name + " is not a string");
    }

    long number(String name) {
        if (members.get(name) instanceof Long value) {
            return value;
        }
        throw Refusal.parameter(name + (has(name) ? " is not a number" : " is missing"));
    }

    long number(String name, long otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    Fields object(String name) {
        Object value = members.get(name);
        if (value instanceof Map<?, ?>) {
            return of(value);
        }
        throw Refusal.parameter(name + (has(name) ? " is not an object" : " is missing"));
    }

    List<Fields> objects(String name) {
        List<Fields> found = new ArrayList<>();
        if (members.get(name) instanceof List<?> list) {
            list.forEach(element -> found.add(of(element)));
        }
        return found;
    }
}
