package io.tuanzi.catalog;

import java.io.PrintStream;
import java.util.List;

/** The command {@code ./tuanzi import FILE [--currency X --rate R] [--dry-run]}; the shop may be running or not. */
public interface ImportCommand {

    /**
     * Imports a file, printing progress and the report; the last line of a finished import is
     * {@code imported PRODUCTS products, SKUS skus, REFUSED refused}.
     *
     * @return 0 when it finished, 1 when the file was refused, 2 when the arguments make no sense
     */
    int run(List<String> arguments, PrintStream out);
}
