package io.tuanzi.platform;

import java.util.List;

/** Lines a module adds to what {@code run} prints when the shop is ready, such as the logins of the demo. */
public interface Welcome {

    /** The lines, each whole; {@code address} is the shop's own and ends with a slash. */
    List<String> lines(String address);
}
