package io.tuanzi.catalog.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Understands the shop's own words in a file: a type that is the name of a zone, tags that are names of scenes,
 * 爆品 and 小众.
 */
@Component
class ShelfWords {

    /** Where a product goes; {@code category} is null when the file names none. */
    record Placed(String zone, String slot, List<String> scenes, @Nullable String category) {
    }

    private static final Map<String, String> SLOTS =
            Map.of("爆品", "HIT", "hit", "HIT", "HIT", "HIT", "小众", "NICHE", "niche", "NICHE", "NICHE", "NICHE");

    private final ShelfBook book;

    ShelfWords(ShelfBook book) {
        this.book = book;
    }

    Placed place(FileProduct file, ProductBook.@Nullable Row before) {
        ShelfBook.Known known = book.known();
        String zone = known.zones().get(file.zone() == null ? "" : file.zone());
        String byType = known.zones().get(file.type() == null ? "" : file.type());
        List<String> tags = file.tags() == null ? List.of() : file.tags();
        List<String> scenes = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        String slot = SLOTS.get(file.slot() == null ? "" : file.slot());
        for (String tag : tags) {
            String scene = known.scenes().get(tag);
            if (scene != null) {
                scenes.add(scene);
            } else if (SLOTS.containsKey(tag)) {
                slot = slot == null ? SLOTS.get(tag) : slot;
            } else {
                rest.add(tag);
            }
        }
        String category = byType == null ? file.type() : rest.isEmpty() ? null : rest.getFirst();
        String place = zone != null ? zone : byType != null ? byType : before == null ? "other" : before.zone();
        String tier = slot != null ? slot : before != null ? before.slot()
                : known.hitZones().contains(place) ? "HIT" : "NICHE";
        boolean keepScenes = before != null && scenes.isEmpty();
        return new Placed(place, tier, keepScenes && before != null ? before.scenes() : List.copyOf(scenes),
                category == null || category.isBlank() ? null : category);
    }
}
