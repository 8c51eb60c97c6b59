package io.tuanzi.bench;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A small drawing: the microseconds of a quote over what grows, panel beside panel, both axes from zero. */
final class GrowthChart {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 220;
    private static final int LEFT = 52;
    private static final int TOP = 34;
    private static final int PLOT_WIDTH = WIDTH - LEFT - 18;
    private static final int PLOT_HEIGHT = HEIGHT - TOP - 34;
    private static final int STEPS = 4;

    private final StringBuilder drawn = new StringBuilder();
    private int panels;

    /** Adds a panel to the right of the others. */
    GrowthChart panel(String title, Map<Integer, Double> us) {
        TreeMap<Integer, Double> points = new TreeMap<>(us);
        double most = nice(points.values().stream().mapToDouble(Double::doubleValue).max().orElse(1));
        int furthest = points.lastKey();
        draw("<g transform=\"translate(%d 0)\"><text class=\"t\" x=\"%d\" y=\"20\">%s</text>", panels++ * WIDTH, LEFT,
                title);
        for (int step = 0; step <= STEPS; step++) {
            double y = TOP + PLOT_HEIGHT - (double) PLOT_HEIGHT * step / STEPS;
            draw("<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">"
                    + "%s</text>", LEFT, LEFT + PLOT_WIDTH, y, y, LEFT - 6, y + 4, label(most * step / STEPS));
        }
        StringBuilder path = new StringBuilder();
        double labelled = -WIDTH;
        for (Map.Entry<Integer, Double> point : points.entrySet()) {
            double x = LEFT + (double) PLOT_WIDTH * point.getKey() / furthest;
            double y = TOP + PLOT_HEIGHT * (1 - point.getValue() / most);
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y));
            draw("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/>", x, y);
            if (x - labelled > 24) {
                draw("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>", x, TOP + PLOT_HEIGHT + 16,
                        point.getKey());
                labelled = x;
            }
        }
        draw("<path d=\"%s\"/></g>%n", path);
        return this;
    }

    String svg() {
        return String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" \
                aria-label="Microseconds of one quote by rules and by lines">
                <style>text{font:11px sans-serif;fill:#6f655b}.t{font-size:13px;fill:#2b2622}line{stroke:#e7dfd2}\
                path{fill:none;stroke:#33633f;stroke-width:2}circle{fill:#33633f}</style>
                <rect width="100%%" height="100%%" fill="#fff"/>
                %s</svg>
                """, panels * WIDTH, HEIGHT, panels * WIDTH, HEIGHT, drawn);
    }

    private void draw(String format, Object... values) {
        drawn.append(String.format(Locale.ROOT, format, values));
    }

    private static String label(double us) {
        return us >= 1_000 ? String.format(Locale.ROOT, "%.1f ms", us / 1_000) : Math.round(us) + " µs";
    }

    /** The next of 1, 2, 4, 8 of a power of ten. */
    private static double nice(double most) {
        double ten = Math.pow(10, Math.floor(Math.log10(most)));
        for (int factor : new int[] {1, 2, 4, 8}) {
            if (most <= factor * ten) {
                return factor * ten;
            }
        }
        return 10 * ten;
    }
}
