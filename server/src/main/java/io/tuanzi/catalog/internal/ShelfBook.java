package io.tuanzi.catalog.internal;

import java.sql.ResultSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Zones and scenes by every name they go by. */
@Repository
class ShelfBook {

    /** Codes by code and by name in both languages. */
    record Known(Map<String, String> zones, Map<String, String> scenes, Set<String> hitZones) {
    }

    private final JdbcClient jdbc;

    ShelfBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Known known() {
        Map<String, String> zones = new HashMap<>();
        Set<String> hits = new HashSet<>();
        jdbc.sql("SELECT code, name_zh, name_en, slot FROM catalog.zone").query((ResultSet rs) -> {
            String code = rs.getString(1);
            zones.put(code, code);
            zones.put(rs.getString(2), code);
            zones.put(rs.getString(3), code);
            if ("HIT".equals(rs.getString(4))) {
                hits.add(code);
            }
        });
        Map<String, String> scenes = new HashMap<>();
        jdbc.sql("SELECT code, title_zh, title_en FROM catalog.scene").query((ResultSet rs) -> {
            String code = rs.getString(1);
            scenes.put(code, code);
            scenes.put(rs.getString(2), code);
            scenes.put(rs.getString(3), code);
        });
        return new Known(zones, scenes, hits);
    }

    void zone(String code, String nameZh, String nameEn, String slot, int position) {
        jdbc.sql("""
                INSERT INTO catalog.zone AS z (code, name_zh, name_en, slot, position)
                VALUES (:code, :zh, :en, :slot, :position)
                ON CONFLICT (code) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en,
                  slot = excluded.slot, position = excluded.position""")
                .param("code", code).param("zh", nameZh).param("en", nameEn).param("slot", slot)
                .param("position", position).update();
    }

    /** Gives zones without a picture of their own the picture of their best product. */
    void picture(String code, String picture) {
        jdbc.sql("UPDATE catalog.zone SET picture = :picture WHERE code = :code").param("code", code)
                .param("picture", picture).update();
    }

    void scene(String code, String titleZh, String titleEn, int position) {
        jdbc.sql("""
                INSERT INTO catalog.scene AS s (code, title_zh, title_en, position) VALUES (:code, :zh, :en, :position)
                ON CONFLICT (code) DO UPDATE SET title_zh = excluded.title_zh, title_en = excluded.title_en,
                  position = excluded.position""")
                .param("code", code).param("zh", titleZh).param("en", titleEn).param("position", position).update();
    }

    void badge(String code, String textZh, String textEn, int position) {
        jdbc.sql("""
                INSERT INTO catalog.badge AS b (code, text_zh, text_en, position) VALUES (:code, :zh, :en, :position)
                ON CONFLICT (code) DO UPDATE SET text_zh = excluded.text_zh, text_en = excluded.text_en,
                  position = excluded.position""")
                .param("code", code).param("zh", textZh).param("en", textEn).param("position", position).update();
    }
}
