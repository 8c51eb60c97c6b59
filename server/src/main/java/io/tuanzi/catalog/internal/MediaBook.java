package io.tuanzi.catalog.internal;

import io.tuanzi.platform.time.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Files by content, and the galleries that show them. In the database, so that every node and every dump has them. */
@Repository
class MediaBook {

    /** A stored file. */
    record Stored(String name, String type, byte[] bytes) {
    }

    /** A place in a gallery; {@code file} is absent while only the source is known. */
    record Entry(String kind, @Nullable String file, String source, String alt) {
    }

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final Ids ids;

    MediaBook(JdbcClient jdbc, JdbcTemplate template, Ids ids) {
        this.jdbc = jdbc;
        this.template = template;
        this.ids = ids;
    }

    Optional<Stored> file(String name) {
        return jdbc.sql("SELECT name, type, bytes FROM catalog.media_file WHERE name = :name").param("name", name)
                .query((rs, n) -> new Stored(rs.getString(1), rs.getString(2), rs.getBytes(3))).optional();
    }

    /** Keeps the bytes once. */
    void store(String name, Picture picture, byte[] bytes) {
        jdbc.sql("""
                INSERT INTO catalog.media_file (name, type, bytes, width, height)
                VALUES (:name, :type, :bytes, :width, :height) ON CONFLICT (name) DO NOTHING""")
                .param("name", name).param("type", picture.type()).param("bytes", bytes)
                .param("width", picture.width()).param("height", picture.height()).update();
    }

    List<Entry> gallery(long productId) {
        return jdbc.sql("""
                SELECT kind, file, source, alt FROM catalog.media WHERE product_id = :id ORDER BY position""")
                .param("id", productId).query(Entry.class).list();
    }

    /** Replaces the gallery. */
    void gallery(long productId, List<Entry> entries) {
        jdbc.sql("DELETE FROM catalog.media WHERE product_id = :id").param("id", productId).update();
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            rows.add(new Object[] {ids.next(), productId, i + 1, entry.kind(), entry.file(), entry.source(),
                    entry.alt()});
        }
        template.batchUpdate("""
                INSERT INTO catalog.media (media_id, product_id, position, kind, file, source, alt)
                VALUES (?, ?, ?, ?, ?, ?, ?)""", rows);
    }

    /** Width and height of the raster pictures of a gallery, for the picture rule. */
    List<int[]> sides(long productId) {
        return jdbc.sql("""
                SELECT f.width, f.height FROM catalog.media m JOIN catalog.media_file f ON f.name = m.file
                 WHERE m.product_id = :id AND f.type <> 'image/svg+xml' AND f.width IS NOT NULL ORDER BY m.position""")
                .param("id", productId).query((rs, n) -> new int[] {rs.getInt(1), rs.getInt(2)}).list();
    }
}
