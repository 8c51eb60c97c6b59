package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.Pictures;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads kept pictures by their address. */
@Component
class PicturesDesk implements Pictures {

    private static final String ROOT = "/media/";

    private final MediaBook book;

    PicturesDesk(MediaBook book) {
        this.book = book;
    }

    @Override
    public Optional<Picture> picture(String url) {
        return url.startsWith(ROOT) ? book.file(url.substring(ROOT.length())).map(f -> new Picture(f.type(), f.bytes()))
                : Optional.empty();
    }
}
