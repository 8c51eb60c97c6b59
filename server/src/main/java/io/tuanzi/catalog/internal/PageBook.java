package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.ProductView.Layers;
import io.tuanzi.catalog.ProductView.Media;
import io.tuanzi.catalog.ProductView.Option;
import io.tuanzi.catalog.ProductView.Story;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a product page needs beyond the snapshot. */
@Repository
class PageBook {

    /** A product's page; {@code pictures} by SKU id. */
    record Page(long productId, long version, String bodyHtml, @Nullable Story story, @Nullable Layers layers,
                List<Media> media, List<Option> options, Map<Long, String> pictures) {
    }

    private record Head(long version, String bodyHtml, @Nullable String story, @Nullable String layers) {
    }

    private final JdbcClient jdbc;
    private final ProductBook products;
    private final Json json;

    PageBook(JdbcClient jdbc, ProductBook products, Json json) {
        this.jdbc = jdbc;
        this.products = products;
        this.json = json;
    }

    /** The page of a product in any state: four small queries. */
    Optional<Page> page(long productId) {
        return jdbc.sql("""
                SELECT version, body_html, story::text AS story, layers::text AS layers FROM catalog.product
                 WHERE product_id = :id""")
                .param("id", productId).query(Head.class).optional()
                .map(head -> new Page(productId, head.version(), head.bodyHtml(), json.story(head.story()),
                        json.layers(head.layers()), media(productId), products.axes(productId), pictures(productId)));
    }

    private List<Media> media(long productId) {
        List<Media> stored = jdbc.sql("""
                SELECT m.kind, '/media/' || m.file AS url, m.alt, f.width, f.height
                  FROM catalog.media m JOIN catalog.media_file f ON f.name = m.file
                 WHERE m.product_id = :id ORDER BY m.position""")
                .param("id", productId).query(Media.class).list();
        // pictures that could not be had are one placeholder, not a row of them
        return stored.isEmpty() ? List.of(new Media("IMAGE", PictureStore.PLACEHOLDER, "", 400, 400)) : stored;
    }

    private Map<Long, String> pictures(long productId) {
        Map<Long, String> pictures = new HashMap<>();
        jdbc.sql("SELECT sku_id, picture FROM catalog.sku WHERE product_id = :id AND picture IS NOT NULL")
                .param("id", productId)
                .query((ResultSet rs) -> {
                    pictures.put(rs.getLong(1), rs.getString(2));
                });
        return pictures;
    }
}
