package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.internal.FileProduct.Shot;
import io.tuanzi.catalog.internal.FileProduct.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The pictures of a file's product: those beside the file are taken in, all others are shown as a placeholder. */
@Component
class GalleryIntake {

    private final MediaBook book;
    private final PictureStore store;

    GalleryIntake(MediaBook book, PictureStore store) {
        this.book = book;
        this.store = store;
    }

    /** Whether a picture that was missing can be had now. */
    boolean gained(long productId, @Nullable String folder) {
        return folder != null && book.gallery(productId).stream()
                .anyMatch(entry -> entry.file() == null && store.reaches(folder, entry.source()));
    }

    /** Tells which pictures will be missing. */
    void look(@Nullable String folder, FileProduct file, ImportFindings told) {
        List<Shot> shots = file.pictures();
        if (shots != null) {
            shots.stream().filter(shot -> !store.reaches(folder, shot.source())).forEach(shot -> tell(shot, told));
        }
    }

    /** Writes the gallery; returns the address of its first picture, or null when the file has no such column. */
    @Nullable String take(long productId, @Nullable String folder, FileProduct file, ImportFindings told) {
        List<Shot> shots = file.pictures();
        if (shots == null) {
            return null;
        }
        List<MediaBook.Entry> entries = new ArrayList<>();
        String first = null;
        for (Shot shot : shots) {
            String name = store.store(folder, shot.source()).orElse(null);
            if (name == null) {
                tell(shot, told);
            } else if (first == null && !name.endsWith(".mp4")) {
                first = "/media/" + name;
            }
            boolean video = name != null && name.endsWith(".mp4");
            entries.add(new MediaBook.Entry(video ? "VIDEO" : "IMAGE", name, shot.source(), shot.alt()));
        }
        book.gallery(productId, entries);
        return first == null ? PictureStore.PLACEHOLDER : first;
    }

    /** The SKUs with pictures of their own where the file names one that can be had. */
    List<SkuBook.Row> pictures(@Nullable String folder, FileProduct file, List<SkuBook.Row> rows) {
        Map<String, String> byKey = new HashMap<>();
        for (Variant variant : file.variants()) {
            String source = variant.picture();
            Optional<String> name = source == null ? Optional.empty() : store.store(folder, source);
            name.ifPresent(stored -> byKey.put(SkuBook.key(variant.options()), "/media/" + stored));
        }
        return byKey.isEmpty() ? rows : rows.stream().map(row -> {
            String picture = byKey.get(SkuBook.key(row.options()));
            return picture == null ? row : row.withPicture(picture);
        }).toList();
    }

    private static void tell(Shot shot, ImportFindings told) {
        told.changed(shot.row(), "picture", "PICTURE_UNREACHABLE", Map.of("source", shown(shot.source())));
    }

    private static String shown(String source) {
        return source.length() <= 200 ? source : source.substring(0, 200) + "…";
    }
}
