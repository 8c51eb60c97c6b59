package io.tuanzi.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopTest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** CAT-01, CAT-08, CAT-12, CAT-23, CAT-24: the fifty demo products go in with their stories and pictures. */
@ShopTest
class DemoCatalogueTest {

    @Autowired
    private DemoCatalogue demo;

    @Autowired
    private Products products;

    @Autowired
    private JdbcClient jdbc;

    @Test
    @Capability({"CAT-03", "CAT-08"})
    void loadsFiftyProductsWithStoriesAndPicturesOnce() {
        long began = System.nanoTime();
        List<DemoCatalogue.DemoProduct> loaded = demo.load();
        long tookMs = (System.nanoTime() - began) / 1_000_000;
        System.out.println("demo products loaded in " + tookMs + " ms");
        assertThat(loaded).hasSize(50);
        assertThat(loaded.stream().filter(p -> p.groupSize() == null)).hasSize(12);
        ProductSnapshot snapshot = products.snapshot();
        assertThat(snapshot.products().values()).hasSize(50)
                .allSatisfy(product -> {
                    assertThat(product.onShelf()).isTrue();
                    assertThat(product.zone()).isNotEqualTo("other");
                    assertThat(product.picture()).matches("/media/[0-9a-f]{40}\\.svg");
                    assertThat(product.title(Locale.ENGLISH)).isNotEqualTo(product.titleZh());
                    assertThat(products.titleFindings(product)).doesNotContain("TITLE_BANNED_WORD");
                });
        assertThat(snapshot.skus()).hasSize(102);
        ProductView cream = products.product("hand-cream-tube").orElseThrow();
        assertThat(cream.story()).isNotNull();
        assertThat(cream.layers()).isNotNull();
        assertThat(cream.options().getFirst().values()).extracting(Words::en).contains("Osmanthus");
        assertThat(cream.summary().badges()).contains("return7");
        assertThat(cream.summary().category()).isEqualTo("身体护理");
        long stock = jdbc.sql("SELECT sum(available) FROM inventory.stock").query(Long.class).single();
        assertThat(stock).isPositive();

        long version = snapshot.version();
        List<Long> ids = loaded.stream().map(DemoCatalogue.DemoProduct::productId).toList();
        assertThat(demo.load()).extracting(DemoCatalogue.DemoProduct::productId).isEqualTo(ids);
        assertThat(products.snapshot().products()).hasSize(50);
        assertThat(products.snapshot().version()).isGreaterThan(version);
        assertThat(jdbc.sql("SELECT sum(available) FROM inventory.stock").query(Long.class).single())
                .isEqualTo(stock);
        assertThat(jdbc.sql("SELECT max(price_version) FROM catalog.price").query(Long.class).single()).isEqualTo(1);
    }
}
