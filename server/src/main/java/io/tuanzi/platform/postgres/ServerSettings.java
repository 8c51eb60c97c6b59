package io.tuanzi.platform.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings our server runs with: what keeps acknowledged work (D1), and what suits a shop on one machine.
 *
 * @param checksums whether a new cluster gets data checksums; false only where a test needs a bad server
 * @param firm settings given on the command line, which no file can weaken
 * @param tuned settings written to a file, which {@code ALTER SYSTEM} may change
 */
public record ServerSettings(boolean checksums, Map<String, String> firm, Map<String, String> tuned) {

    public ServerSettings {
        firm = Map.copyOf(firm);
        tuned = Map.copyOf(tuned);
    }

    /** The durable settings every shop and every test runs with. */
    public static ServerSettings durable() {
        Map<String, String> firm = Map.of(
                "fsync", "on",
                "synchronous_commit", "on",
                "full_page_writes", "on",
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "");
        Map<String, String> tuned = new LinkedHashMap<>();
        tuned.put("shared_buffers", "256MB");
        tuned.put("effective_cache_size", "1GB");
        tuned.put("max_connections", "100");
        tuned.put("max_wal_size", "4GB");
        tuned.put("min_wal_size", "256MB");
        tuned.put("wal_buffers", "16MB");
        tuned.put("wal_compression", "off"); // the packed programs know pglz only; it costs more than it saves
        tuned.put("checkpoint_timeout", "15min");
        tuned.put("random_page_cost", "1.1");
        tuned.put("jit", "off");
        tuned.put("max_locks_per_transaction", "128"); // the fact log is partitioned
        tuned.put("idle_in_transaction_session_timeout", "10s");
        tuned.put("autovacuum_naptime", "10s"); // hot counters: vacuum early and often, a little each time
        tuned.put("autovacuum_vacuum_scale_factor", "0.05");
        tuned.put("autovacuum_vacuum_insert_scale_factor", "0.5"); // what only grows has no dead rows to clear
        tuned.put("autovacuum_vacuum_insert_threshold", "100000");
        tuned.put("autovacuum_analyze_scale_factor", "0.2");
        tuned.put("default_statistics_target", "20"); // plans here hang on keys: larger samples cost and changed none
        tuned.put("autovacuum_vacuum_cost_limit", "2000");
        tuned.put("timezone", "UTC");
        tuned.put("log_timezone", "UTC");
        tuned.put("lc_messages", "C");
        tuned.put("log_line_prefix", "%m [%p] %q%u@%d ");
        tuned.put("log_checkpoints", "off");
        return new ServerSettings(true, firm, tuned);
    }

    /** The same settings with one of them other; memory for a test server, or a bad value D1 must refuse. */
    public ServerSettings with(String name, String value) {
        boolean isFirm = firm.containsKey(name);
        Map<String, String> changed = new LinkedHashMap<>(isFirm ? firm : tuned);
        changed.put(name, value);
        return new ServerSettings(checksums, isFirm ? changed : firm, isFirm ? tuned : changed);
    }

    ServerSettings withoutChecksums() {
        return new ServerSettings(false, firm, tuned);
    }
}
