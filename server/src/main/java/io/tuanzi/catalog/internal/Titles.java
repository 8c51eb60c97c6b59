package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.ProductSummary;
import java.util.List;
import org.springframework.stereotype.Component;

/** The shop's title rule at work (CAT-13). */
@Component
class Titles {

    private final ProductBook book;
    private final Json json;

    Titles(ProductBook book, Json json) {
        this.book = book;
        this.json = json;
    }

    List<String> findings(ProductSummary product) {
        return rule().findings(product.titleZh(), product.brand(), product.category());
    }

    TitleRule rule() {
        return json.read(book.setting("title.rule"), TitleRule.class);
    }
}
