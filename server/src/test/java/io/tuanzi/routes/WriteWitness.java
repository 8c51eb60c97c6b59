package io.tuanzi.routes;

import io.tuanzi.platform.facts.FactDesk;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopClient.Answer;
import io.tuanzi.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Watches staff writes (W1): first with a trail that takes no entry, when nothing may change, then for real, when the
 * entry must say who, what, before, after and why.
 */
final class WriteWitness {

    /** How much of the rule a deed can be held to. */
    enum Kind {
        /** Changes something that was there. */
        CHANGES,
        /** Makes something new, so that there is no before. */
        MAKES,
        /** Works in several transactions, with an entry of its own: the closed trail is not tried. */
        STEPS
    }

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CUT = "multipart/form-data; boundary=cut";
    /** What people, not staff, and the machine write while a deed is watched. */
    private static final Set<String> ELSEWHERE = Set.of("platform.audit_entry", "payment.watch");

    private final TestDatabase database;
    private final FactDesk facts;
    private final ShopClient staff;
    private Map<String, String> print = Map.of();
    final Set<String> seen = new TreeSet<>();
    final List<String> faults = new ArrayList<>();

    WriteWitness(TestDatabase database, FactDesk facts, ShopClient staff) {
        this.database = database;
        this.facts = facts;
        this.staff = staff;
        run("""
                CREATE OR REPLACE FUNCTION platform.trail_closed() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'the trail takes nothing'; END $$""");
        run("""
                CREATE OR REPLACE TRIGGER trail_closed BEFORE INSERT ON platform.audit_entry
                FOR EACH ROW EXECUTE FUNCTION platform.trail_closed()""");
        run("ALTER TABLE platform.audit_entry DISABLE TRIGGER trail_closed");
    }

    /** A deed with a JSON body, whose {@code reason} is the why; variables fill the route in order. */
    JsonNode does(Kind kind, String route, Map<String, Object> body, Object... variables) {
        return does(staff, kind, route, body, String.valueOf(body.get("reason")), variables);
    }

    JsonNode does(ShopClient who, Kind kind, String route, Map<String, Object> body, String why,
                  Object... variables) {
        return watch(who, kind, route, JSON.writeValueAsString(body), why, variables);
    }

    /** A deed that sends a file and further parts. */
    JsonNode sends(Kind kind, String route, String file, Map<String, String> parts, String why) {
        StringBuilder body = new StringBuilder();
        new TreeMap<>(parts).forEach((name, value) -> body.append("--cut\r\nContent-Disposition: form-data; name=\"")
                .append(name).append("\"\r\n\r\n").append(value).append("\r\n"));
        body.append("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n")
                .append("Content-Type: text/csv\r\n\r\n").append(file).append("\r\n--cut--\r\n");
        return watch(staff.with("Content-Type", CUT), kind, route, body.toString(), why);
    }

    private JsonNode watch(ShopClient who, Kind kind, String route, String body, String why, Object... variables) {
        String method = route.substring(0, route.indexOf(' '));
        String url = route.substring(route.indexOf(' ') + 1);
        for (Object variable : variables) {
            url = url.replaceFirst("\\{\\w+}", String.valueOf(variable));
        }
        seen.add(route);
        if (kind != Kind.STEPS) {
            withoutTrail(who, route, method, url, body);
        }
        long last = Long.parseLong(read("SELECT coalesce(max(audit_id), 0) FROM platform.audit_entry"));
        Answer answer = who.send(method, url, body);
        if (answer.status() > 299) {
            faults.add(route + " -> " + answer.status() + " " + answer.text());
            return answer.body();
        }
        entry(route, kind, why, last);
        return answer.body();
    }

    private void withoutTrail(ShopClient who, String route, String method, String url, String body) {
        Map<String, String> before = quiet();
        run("ALTER TABLE platform.audit_entry ENABLE TRIGGER trail_closed");
        try {
            Answer answer = who.send(method, url, body);
            if (answer.status() < 400) {
                faults.add(route + " without a trail -> " + answer.status() + " " + answer.text());
            }
            ShopPrint.take(database).forEach((table, print) -> {
                if (!ELSEWHERE.contains(table) && !print.equals(before.get(table))) {
                    faults.add(route + " changed " + table + " without an entry");
                }
            });
        } finally {
            run("ALTER TABLE platform.audit_entry DISABLE TRIGGER trail_closed");
        }
    }

    /** Waits until facts are heard, refunds are back and nothing moves: what changes then was changed by the deed. */
    private Map<String, String> quiet() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            // asked before the print is taken: what ends in between shows in the next print
            boolean done = facts.isQuiet() && read("""
                    SELECT count(*) FROM payment.refund WHERE state IN ('QUEUED', 'SENT', 'UNKNOWN')""").equals("0");
            Map<String, String> was = print;
            print = ShopPrint.take(database);
            return done && was.equals(print);
        });
        return print;
    }

    private void entry(String route, Kind kind, String why, long last) {
        String found = read("""
                SELECT coalesce(string_agg(concat_ws(' | ', who, action, object, 'why ' || why), E'\\n'), '')
                  FROM platform.audit_entry WHERE audit_id > %d""".formatted(last));
        String right = read("""
                SELECT count(*) FROM platform.audit_entry
                 WHERE audit_id > %d AND who LIKE 'staff:%%' AND action ~ '^[a-z.-]+$' AND object <> ''
                   AND strpos(why, '%s') > 0 AND after IS NOT NULL %s""".formatted(last, why.replace("'", "''"),
                kind != Kind.CHANGES ? "" : "AND before IS NOT NULL AND before <> after"));
        if (right.equals("0")) {
            faults.add(route + " left " + (found.isEmpty() ? "no entry" : "only: " + found
                    + " (before " + read("SELECT before FROM platform.audit_entry WHERE audit_id > " + last)
                    + ", after " + read("SELECT after FROM platform.audit_entry WHERE audit_id > " + last) + ")"));
        }
    }

    private void run(String sql) {
        try (Connection connection = database.owner().open(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String read(String sql) {
        try (Connection connection = database.owner().open(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            @Nullable String value = rows.next() ? rows.getString(1) : null;
            return String.valueOf(value);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
