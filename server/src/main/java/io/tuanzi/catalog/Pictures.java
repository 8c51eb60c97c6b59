package io.tuanzi.catalog;

import java.util.Optional;

/** The files behind picture addresses, for those who put them into something else, such as a poster. */
public interface Pictures {

    /** A file and its media type. */
    record Picture(String type, byte[] bytes) {
    }

    /** The file behind an address such as {@code /media/NAME}; empty when the shop does not keep it. */
    Optional<Picture> picture(String url);
}
