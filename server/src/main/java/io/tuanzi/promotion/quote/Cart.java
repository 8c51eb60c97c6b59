package io.tuanzi.promotion.quote;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The lines to be priced and the occasion on which they are bought.
 *
 * <p>Refuses an empty cart, more than {@value #MAX_LINES} lines and a line number used twice.
 */
public record Cart(List<CartLine> lines, Occasion occasion) {

    /** The most lines one order may hold. */
    public static final int MAX_LINES = 200;

    public Cart {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            throw new IllegalArgumentException(lines.size() + " lines");
        }
        Set<Integer> seen = new HashSet<>();
        for (CartLine line : lines) {
            if (!seen.add(line.lineNo())) {
                throw new IllegalArgumentException("line " + line.lineNo() + " twice");
            }
        }
    }
}
