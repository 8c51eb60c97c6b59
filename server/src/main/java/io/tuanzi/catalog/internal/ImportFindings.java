package io.tuanzi.catalog.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What reading and taking one product has to tell, gathered in order. */
final class ImportFindings {

    /** One thing to tell; {@code params} fill the text. */
    record Told(int row, String column, String handle, String severity, String code, Map<String, String> params) {
    }

    private final String handle;
    private final Map<String, String> names;
    private final List<Told> told = new ArrayList<>();

    /** Gathers for one product; {@code names} are the file's headers by our field names. */
    ImportFindings(String handle, Map<String, String> names) {
        this.handle = handle;
        this.names = names;
    }

    void note(int row, String field, String code, Map<String, String> params) {
        add(row, field, "NOTE", code, params);
    }

    void changed(int row, String field, String code, Map<String, String> params) {
        add(row, field, "CHANGED", code, params);
    }

    void refused(int row, String field, String code, Map<String, String> params) {
        add(row, field, "REFUSED", code, params);
    }

    private void add(int row, String field, String severity, String code, Map<String, String> params) {
        told.add(new Told(row, names.getOrDefault(field, field), handle, severity, code, Map.copyOf(params)));
    }

    boolean isRefused() {
        return told.stream().anyMatch(t -> t.severity().equals("REFUSED"));
    }

    List<Told> all() {
        return List.copyOf(told);
    }
}
