package io.tuanzi.platform;

import java.util.List;

/** A command of the jar that works on the shop's data beside a running shop or without one, such as {@code import}. */
public interface ShopCommand {

    /** The first word on the command line. */
    String name();

    /** Does it and prints its report; the answer is the exit code of the process. */
    int run(List<String> arguments);
}
