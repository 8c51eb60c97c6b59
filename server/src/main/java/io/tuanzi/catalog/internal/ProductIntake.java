package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.ProductView.Option;
import io.tuanzi.catalog.PurchaseRule;
import io.tuanzi.catalog.StockIntake;
import io.tuanzi.catalog.Words;
import io.tuanzi.catalog.events.ProductChanged;
import io.tuanzi.catalog.internal.FileProduct.Variant;
import io.tuanzi.platform.facts.Facts;
import io.tuanzi.platform.time.Ids;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Takes one product of a file into the shop, whole, inside the caller's transaction.
 *
 * <p>A dry run decides and tells the same and writes nothing.
 */
@Component
class ProductIntake {

    /** What became of a product: {@code CREATED}, {@code UPDATED} or {@code UNCHANGED}. */
    record Outcome(String state, List<String> codes) {
    }

    private final SnapshotBook snapshots;
    private final ProductBook products;
    private final SkuBook skus;
    private final GalleryIntake galleries;
    private final ShelfWords words;
    private final ImportBook imports;
    private final ObjectProvider<StockIntake> stock;
    private final Facts facts;
    private final Ids ids;

    ProductIntake(SnapshotBook snapshots, ProductBook products, SkuBook skus, GalleryIntake galleries,
                  ShelfWords words, ImportBook imports, ObjectProvider<StockIntake> stock, Facts facts, Ids ids) {
        this.snapshots = snapshots;
        this.products = products;
        this.skus = skus;
        this.galleries = galleries;
        this.words = words;
        this.imports = imports;
        this.stock = stock;
        this.facts = facts;
        this.ids = ids;
    }

    Outcome take(ImportBook.Job job, int ordinal, FileProduct file, byte[] hash, ImportFindings told) {
        long snapshot = job.dryRun() ? 0 : snapshots.move();
        ProductBook.Row before = (job.dryRun() ? products.byHandle(file.handle())
                : products.lockByHandle(file.handle())).orElse(null);
        List<SkuBook.Row> known = before == null ? List.of() : skus.of(before.productId());
        if (before != null && Arrays.equals(before.importHash(), hash)
                && !galleries.gained(before.productId(), job.pictures())) {
            return new Outcome("UNCHANGED", known.stream().filter(s -> !s.retired()).map(SkuBook.Row::code).toList());
        }
        long productId = before == null ? ids.next() : before.productId();
        Map<String, String> codes = new SkuCodes(
                wanted -> elsewhere(job, ordinal, wanted, productId), told).assign(file, known);
        List<SkuBook.Row> now = rows(file, productId, known, codes, told);
        List<SkuBook.Row> left = leftOut(file, known, told);
        ProductBook.Row row = row(file, before, productId, hash, now, told);
        if (!job.dryRun()) {
            write(job, file, before, row, known, now, left, snapshot, told);
        } else {
            galleries.look(job.pictures(), file, told);
        }
        return new Outcome(before == null ? "CREATED" : "UPDATED", now.stream().map(SkuBook.Row::code).toList());
    }

    private Set<String> elsewhere(ImportBook.Job job, int ordinal, Collection<String> codes, long productId) {
        Set<String> taken = new HashSet<>(skus.codesElsewhere(codes, productId));
        if (job.dryRun()) {
            taken.addAll(imports.givenBefore(job.importId(), ordinal, codes));
        }
        return taken;
    }

    /** The SKUs as the file wants them; known ones by their options, with prices that moved one version on. */
    private List<SkuBook.Row> rows(FileProduct file, long productId, List<SkuBook.Row> known,
                                   Map<String, String> codes, ImportFindings told) {
        Map<String, SkuBook.Row> byKey = new HashMap<>();
        known.forEach(sku -> byKey.put(SkuBook.key(sku.options()), sku));
        List<SkuBook.Row> now = new ArrayList<>();
        for (Variant variant : file.variants()) {
            String key = SkuBook.key(variant.options());
            SkuBook.Row old = byKey.get(key);
            long price = price(variant, old, told);
            if (old != null && old.importedQuantity() != null && old.importedQuantity() != variant.quantity()) {
                told.note(variant.row(), "quantity", "QUANTITY_NOT_APPLIED",
                        Map.of("value", String.valueOf(variant.quantity())));
            }
            long version = old == null ? 1 : old.priceVersion() + (old.priceMinor() == price ? 0 : 1);
            PurchaseRule rule = variant.rule() != null ? variant.rule() : old == null ? PurchaseRule.FREE : old.rule();
            now.add(new SkuBook.Row(old == null ? ids.next() : old.skuId(), productId, String.valueOf(codes.get(key)),
                    variant.options(), now.size() + 1, price, version,
                    variant.costMinor() != null || old == null ? variant.costMinor() : old.costMinor(),
                    weight(variant, old), variant.barcode() != null || old == null ? variant.barcode() : old.barcode(),
                    variant.requiresShipping(), old == null ? null : old.picture(), rule, false, variant.quantity()));
        }
        return now;
    }

    private static int weight(Variant variant, SkuBook.@Nullable Row old) {
        Integer grams = variant.weightGrams();
        return grams != null ? grams : old == null ? 0 : old.weightGrams();
    }

    private static long price(Variant variant, SkuBook.@Nullable Row old, ImportFindings told) {
        Long price = variant.priceMinor();
        if (price == null && old == null) {
            told.changed(variant.row(), "price", "PRICE_MISSING", Map.of());
            return 0;
        }
        if (price != null && price == 0) {
            told.changed(variant.row(), "price", "PRICE_ZERO", Map.of());
        }
        return price != null ? price : old == null ? 0 : old.priceMinor();
    }

    /** Known variants the file does not name stay on sale, unless the product now has another kind of choice. */
    private static List<SkuBook.Row> leftOut(FileProduct file, List<SkuBook.Row> known, ImportFindings told) {
        Set<String> named = new HashSet<>();
        file.variants().forEach(v -> named.add(SkuBook.key(v.options())));
        List<SkuBook.Row> retired = new ArrayList<>();
        for (SkuBook.Row sku : known) {
            if (named.contains(SkuBook.key(sku.options())) || sku.retired()) {
                continue;
            }
            boolean fits = sku.options().size() == file.axes().size();
            if (fits) {
                told.note(file.row(), "sku", "VARIANT_KEPT", Map.of("code", sku.code()));
            } else {
                told.changed(file.row(), "sku", "VARIANT_RETIRED", Map.of("code", sku.code()));
                retired.add(sku);
            }
        }
        return retired;
    }

    private ProductBook.Row row(FileProduct file, ProductBook.@Nullable Row before, long productId, byte[] hash,
                                List<SkuBook.Row> now, ImportFindings told) {
        boolean priced = now.stream().anyMatch(sku -> sku.priceMinor() > 0);
        String state = file.published() && priced ? "ON_SHELF" : "DRAFT";
        if (before != null && before.state().equals("OFF_SHELF") && state.equals("ON_SHELF")) {
            told.note(file.row(), "published", "STATE_KEPT", Map.of());
            state = "OFF_SHELF";
        } else if (file.published() && !priced) {
            told.changed(file.row(), "price", "NOT_PRICED", Map.of());
        }
        ShelfWords.Placed placed = words.place(file, before);
        Long category = placed.category() == null ? null
                : Long.valueOf(products.category(placed.category()));
        String body = file.bodyHtml() != null ? file.bodyHtml() : before == null ? "" : before.bodyHtml();
        return new ProductBook.Row(productId, file.handle(), file.title(),
                file.titleEn() != null || before == null ? file.titleEn() : before.titleEn(),
                file.summary() != null ? file.summary() : before == null ? "" : before.summaryZh(),
                before == null ? null : before.summaryEn(), body,
                file.brand() != null ? file.brand() : before == null ? "" : before.brand(),
                category != null || before == null ? category : before.categoryId(), placed.zone(), placed.slot(),
                file.tags() != null ? file.tags() : before == null ? List.of() : before.tags(), placed.scenes(),
                before == null ? List.of() : before.badges(), before == null ? null : before.story(),
                before == null ? null : before.layers(),
                before == null ? PictureStore.PLACEHOLDER : before.picture(), state,
                before == null ? 1 : before.version(), hash);
    }

    private void write(ImportBook.Job job, FileProduct file, ProductBook.@Nullable Row before, ProductBook.Row row,
                       List<SkuBook.Row> known, List<SkuBook.Row> now, List<SkuBook.Row> retired, long snapshot,
                       ImportFindings told) {
        long version;
        if (before == null) {
            products.insert(row);
            version = 1;
        } else {
            version = products.update(row);
        }
        String picture = galleries.take(row.productId(), job.pictures(), file, told);
        List<SkuBook.Row> pictured = galleries.pictures(job.pictures(), file, now);
        Map<Long, SkuBook.Row> old = new LinkedHashMap<>();
        known.forEach(sku -> old.put(sku.skuId(), sku));
        List<SkuBook.Row> fresh = pictured.stream().filter(sku -> !old.containsKey(sku.skuId())).toList();
        List<SkuBook.NewPrice> prices = new ArrayList<>();
        for (SkuBook.Row sku : pictured) {
            SkuBook.Row was = old.get(sku.skuId());
            if (was == null || was.priceVersion() != sku.priceVersion()) {
                prices.add(new SkuBook.NewPrice(sku.skuId(), sku.priceVersion(), sku.priceMinor()));
            }
        }
        skus.append(prices, job.by(), "import:" + job.importId());
        skus.insert(fresh);
        skus.update(pictured.stream().filter(sku -> old.containsKey(sku.skuId())).toList());
        skus.retire(retired);
        if (picture != null) {
            products.picture(row.productId(), picture);
        }
        List<Option> axes = before == null ? List.of() : products.axes(row.productId());
        products.options(row.productId(), axes, options(file, axes));
        open(job, fresh);
        facts.record(row.productId(), version, new ProductChanged(row.productId(), row.handle(),
                before == null ? "CREATED" : "IMPORTED", row.state(), snapshot));
    }

    private void open(ImportBook.Job job, List<SkuBook.Row> fresh) {
        stock.orderedStream().forEach(intake -> fresh.forEach(sku -> {
            Integer quantity = sku.importedQuantity();
            intake.opened(sku.skuId(), sku.code(), quantity == null ? 0 : quantity, "import:" + job.importId());
        }));
    }

    /** Axes and values in the order of the file; English words that were known stay. */
    private static List<Option> options(FileProduct file, List<Option> before) {
        List<Option> options = new ArrayList<>();
        for (int i = 0; i < file.axes().size(); i++) {
            int axis = i;
            Option old = i < before.size() ? before.get(i) : null;
            Map<String, Words> english = new HashMap<>();
            if (old != null) {
                old.values().forEach(value -> english.put(value.zh(), value));
            }
            List<Words> values = file.variants().stream().map(v -> v.options().get(axis)).distinct()
                    .map(zh -> english.getOrDefault(zh, new Words(zh, null))).toList();
            String name = file.axes().get(i);
            options.add(new Option(old != null && old.name().zh().equals(name) ? old.name() : new Words(name, null),
                    values));
        }
        return options;
    }
}
