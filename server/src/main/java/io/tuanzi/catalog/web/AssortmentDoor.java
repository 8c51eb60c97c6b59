package io.tuanzi.catalog.web;

import io.tuanzi.catalog.Assortment;
import io.tuanzi.catalog.Assortment.Who;
import io.tuanzi.catalog.ProductEdit;
import io.tuanzi.catalog.ProductView;
import io.tuanzi.catalog.PurchaseRule;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What staff changes of products; each change carries a reason and lands on the audit trail (W1). */
@RestController
@RequestMapping("/api/staff")
class AssortmentDoor {

    private static final int MOST = 1_000_000;

    record Shelve(String state, @Nullable Instant at, String reason) {
    }

    record Price(long priceMinor, String reason) {
    }

    /** How many may be bought; an absent limit is none. */
    record Limit(int min, int step, @Nullable Integer perOrder, @Nullable Integer perPerson,
                 @Nullable Integer perPeriodDays, String reason) {

        PurchaseRule rule() {
            Fields.range("min", min, 1, MOST);
            Fields.range("step", step, 1, MOST);
            if (perOrder != null) {
                Fields.range("perOrder", perOrder, min, MOST);
            }
            if (perPerson != null) {
                Fields.range("perPerson", perPerson, min, MOST);
            }
            if (perPeriodDays != null) {
                if (perPerson == null) {
                    throw Problem.invalid("perPerson", "missing");
                }
                Fields.range("perPeriodDays", perPeriodDays, 1, 3_650);
            }
            return new PurchaseRule(min, step, perOrder, perPerson, perPeriodDays);
        }
    }

    record Select(String state, String reason) {
    }

    record Edit(@Nullable String titleZh, @Nullable String titleEn, @Nullable String summaryZh,
                @Nullable String summaryEn, @Nullable String bodyHtml, @Nullable String brand,
                @Nullable String category, @Nullable String zone, @Nullable String slot,
                @Nullable List<String> scenes, @Nullable List<String> badges, ProductEdit.@Nullable StoryEdit story,
                ProductView.@Nullable Layers layers, String reason) {
        ProductEdit edit() {
            return new ProductEdit(titleZh, titleEn, summaryZh, summaryEn, bodyHtml, brand, category, zone, slot,
                    scenes, badges, story, layers);
        }
    }

    private record Asked(long id, Object ask) {
    }

    private final Assortment assortment;
    private final Once once;

    AssortmentDoor(Assortment assortment, Once once) {
        this.assortment = assortment;
        this.once = once;
    }

    @GetMapping("/categories")
    @Permit("PRODUCT_VIEW")
    List<Assortment.Category> categories(StaffMember staff) {
        return assortment.categories();
    }

    @PostMapping("/products/{productId}/shelf")
    @Permit("PRODUCT_EDIT")
    ResponseEntity<Void> shelve(StaffMember staff, Key key, @PathVariable long productId, @RequestBody Shelve ask) {
        Fields.id("product", productId);
        return done(staff, key, "catalog.shelve", productId, ask, () ->
                assortment.shelve(productId, ask.state(), ask.at(), new Who(staff.actor(), ask.reason())));
    }

    @PutMapping("/products/{productId}")
    @Permit("PRODUCT_EDIT")
    ResponseEntity<Void> edit(StaffMember staff, Key key, @PathVariable long productId, @RequestBody Edit ask) {
        Fields.id("product", productId);
        return done(staff, key, "catalog.edit", productId, ask, () ->
                assortment.edit(productId, ask.edit(), new Who(staff.actor(), ask.reason())));
    }

    @PostMapping("/products/{productId}/selection")
    @Permit("PRODUCT_EDIT")
    ResponseEntity<Void> select(StaffMember staff, Key key, @PathVariable long productId, @RequestBody Select ask) {
        Fields.id("product", productId);
        return done(staff, key, "catalog.select", productId, ask, () ->
                assortment.select(productId, ask.state(), new Who(staff.actor(), ask.reason())));
    }

    @PutMapping("/skus/{skuId}/price")
    @Permit("PRODUCT_EDIT")
    ResponseEntity<Void> price(StaffMember staff, Key key, @PathVariable long skuId, @RequestBody Price ask) {
        Fields.id("sku", skuId);
        return done(staff, key, "catalog.price", skuId, ask, () ->
                assortment.price(skuId, ask.priceMinor(), new Who(staff.actor(), ask.reason())));
    }

    @PutMapping("/skus/{skuId}/limit")
    @Permit("PRODUCT_EDIT")
    ResponseEntity<Void> limit(StaffMember staff, Key key, @PathVariable long skuId, @RequestBody Limit ask) {
        Fields.id("sku", skuId);
        PurchaseRule rule = ask.rule();
        return done(staff, key, "catalog.limit", skuId, ask, () ->
                assortment.limit(skuId, rule, new Who(staff.actor(), ask.reason())));
    }

    private ResponseEntity<Void> done(StaffMember staff, Key key, String scope, long id, Object ask, Runnable work) {
        boolean done = once.run(scope, staff.actor(), key.value(), new Asked(id, ask), Boolean.class, () -> {
            work.run();
            return true;
        });
        return done ? ResponseEntity.noContent().build() : ResponseEntity.notFound().build();
    }
}
