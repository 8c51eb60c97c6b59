package io.tuanzi.bench;

import java.util.Locale;

/** Prints figures and says how long and how large a run is. */
final class Figures {

    private Figures() {
    }

    static void print(String name, double value, String unit) {
        System.out.printf(Locale.ROOT, "figure %s %s %s%n", name,
                value >= 100 ? Long.toString(Math.round(value)) : String.format(Locale.ROOT, "%.3f", value), unit);
    }

    static void say(String text) {
        System.out.println("bench: " + text);
    }

    static boolean full() {
        return !"small".equals(System.getenv("TUANZI_SIZE"));
    }

    /** A size from the environment, else the full or the small one. */
    static int size(String variable, int full, int small) {
        String given = System.getenv(variable);
        return given == null || given.isBlank() ? full() ? full : small : Integer.parseInt(given.strip());
    }

    static int warmSeconds() {
        return size("TUANZI_BENCH_WARM", 60, 10);
    }

    static int seconds() {
        return size("TUANZI_BENCH_SECONDS", 60, 10);
    }
}
