package io.tuanzi.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tuanzi.testing.ShopTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The three real catalogues go in whole, and going in again changes nothing. */
@ShopTest
class RealCatalogueTest {

    @Autowired
    private ImportCommand command;

    @Autowired
    private Products products;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void takesTheRealCataloguesWholeAndOnlyOnce() {
        Path folder = Catalogues.real().orElse(null);
        assumeTrue(folder != null, "the real catalogues are not here");
        for (Catalogues.Real real : Catalogues.files()) {
            String first = run(folder.resolve(real.name()));
            assertThat(first).endsWith("imported %d products, %d skus, 0 refused\n"
                    .formatted(real.products(), real.skus()));
        }
        long version = products.snapshot().version();
        assertThat(products.snapshot().products()).hasSize(328);
        assertThat(products.snapshot().skus()).hasSize(1_241);
        for (Catalogues.Real real : Catalogues.files()) {
            String again = run(folder.resolve(real.name()));
            assertThat(again).contains("0 created, 0 updated, " + real.products() + " unchanged")
                    .endsWith("imported %d products, %d skus, 0 refused\n".formatted(real.products(), real.skus()));
        }
        assertThat(products.snapshot().products()).hasSize(328);
        assertThat(products.snapshot().version()).isGreaterThanOrEqualTo(version);
        assertThat(jdbc.sql("SELECT count(*) FROM catalog.price").query(Long.class).single()).isEqualTo(1_241);
        assertThat(jdbc.sql("SELECT count(*) FROM catalog.product WHERE state = 'DRAFT'").query(Long.class).single())
                .as("58 unpublished, and those without any price").isGreaterThanOrEqualTo(58);
    }

    private String run(Path file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int code = command.run(List.of(file.toString()), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(code).as(text).isZero();
        return text;
    }
}
