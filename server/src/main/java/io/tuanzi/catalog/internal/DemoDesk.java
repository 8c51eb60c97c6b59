package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.DemoCatalogue;
import io.tuanzi.catalog.ImportAsk;
import io.tuanzi.catalog.ImportJob;
import io.tuanzi.catalog.Imports;
import io.tuanzi.catalog.ProductView.Comparison;
import io.tuanzi.catalog.ProductView.Layers;
import io.tuanzi.catalog.ProductView.Option;
import io.tuanzi.catalog.ProductView.Spec;
import io.tuanzi.catalog.ProductView.Story;
import io.tuanzi.catalog.Words;
import io.tuanzi.catalog.events.ProductChanged;
import io.tuanzi.catalog.internal.DemoFiles.Tale;
import io.tuanzi.catalog.internal.DemoFiles.Text;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.facts.Facts;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Loads the demo products from the jar. */
@Component
class DemoDesk implements DemoCatalogue {

    private static final String FOLDER = "demo/";
    private static final String BY = "system:demo";

    private final Imports imports;
    private final ShelfBook shelf;
    private final SnapshotBook snapshots;
    private final SnapshotKeeper keeper;
    private final ProductBook products;
    private final SkuBook skus;
    private final SalesBook sales;
    private final Facts facts;
    private final Json json;
    private final Tx tx;
    private final JsonMapper mapper = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    DemoDesk(Imports imports, ShelfBook shelf, SnapshotBook snapshots, SnapshotKeeper keeper, ProductBook products,
             SkuBook skus, SalesBook sales, Facts facts, Json json, Tx tx) {
        this.imports = imports;
        this.shelf = shelf;
        this.snapshots = snapshots;
        this.keeper = keeper;
        this.products = products;
        this.skus = skus;
        this.sales = sales;
        this.facts = facts;
        this.json = json;
        this.tx = tx;
    }

    @Override
    public void leaveOutSales(Collection<Long> orderIds) {
        Tx.requireOpen("leaving sales out");
        sales.leaveOut(orderIds);
    }

    @Override
    public List<DemoProduct> load() {
        Tx.requireNone("loading the demo products");
        DemoFiles.Stories stories = stories();
        tx.run("catalog.demo-shelf", () -> shelve(stories));
        ImportJob job = importProducts();
        if (job.refused() > 0) {
            throw new IllegalStateException("the importer refused " + job.refused() + " demo products");
        }
        List<DemoProduct> loaded = tx.call("catalog.demo-stories", () -> tell(stories));
        Tx.afterCommit(keeper::stale);
        return loaded;
    }

    private DemoFiles.Stories stories() {
        try (InputStream in = open("stories.json")) {
            return mapper.readValue(in, DemoFiles.Stories.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream in = DemoDesk.class.getClassLoader().getResourceAsStream(FOLDER + name);
        if (in == null) {
            throw new FileNotFoundException("the jar has no " + FOLDER + name);
        }
        return in;
    }

    private ImportJob importProducts() {
        try {
            Path copy = Files.createTempFile("tuanzi-demo", ".csv");
            try (InputStream in = open("products.csv")) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                ImportJob staged = imports.stage(copy, new ImportAsk("demo/products.csv", "CNY", null, false,
                        "classpath:" + FOLDER, BY));
                return imports.run(staged.importId(), progress -> { });
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void shelve(DemoFiles.Stories stories) {
        long version = snapshots.move();
        assert version > 0;
        int position = 0;
        for (DemoFiles.Named zone : stories.zones()) {
            shelf.zone(zone.code(), zone.zh(), zone.en(), slot(String.valueOf(zone.slot())), ++position);
        }
        for (DemoFiles.Named theme : stories.themes()) {
            shelf.scene(theme.code(), theme.zh(), theme.en(), ++position);
        }
        for (DemoFiles.Named badge : stories.badges()) {
            shelf.badge(badge.code(), badge.zh(), badge.en(), ++position);
        }
    }

    private static String slot(String slot) {
        return slot.toUpperCase(Locale.ROOT);
    }

    /** Writes what the CSV form has no column for, to products that do not have it yet. */
    private List<DemoProduct> tell(DemoFiles.Stories stories) {
        long snapshot = snapshots.move();
        List<DemoProduct> loaded = new ArrayList<>();
        Map<String, String> pictures = new HashMap<>();
        for (Tale tale : stories.products()) {
            ProductBook.Row row = products.lockByHandle(tale.handle())
                    .orElseThrow(() -> new IllegalStateException("no demo product " + tale.handle()));
            List<SkuBook.Row> rows = skus.of(row.productId());
            if (row.story() == null) {
                long version = products.update(told(row, tale));
                costs(rows, tale);
                options(row.productId(), tale);
                facts.record(row.productId(), version, new ProductChanged(row.productId(), row.handle(), "EDITED",
                        row.state(), snapshot));
            }
            if (pictures.putIfAbsent(tale.zone(), row.picture()) == null) {
                shelf.picture(tale.zone(), row.picture());
            }
            loaded.add(new DemoProduct(row.productId(), row.handle(), tale.groupSize(), demoSkus(rows, tale)));
        }
        return loaded;
    }

    private ProductBook.Row told(ProductBook.Row row, Tale tale) {
        DemoFiles.Page page = tale.page();
        DemoFiles.Table table = page.comparison();
        Layers layers = new Layers(
                page.specs().stream().map(spec -> new Spec(new Words(spec.zh(), spec.en()),
                        new Words(spec.valueZh(), spec.valueEn()))).toList(),
                words(page.highlights()), words(page.scenarios()), words(page.afterSales()),
                table == null ? null
                        : new Comparison(words(table.columns()), table.rows().stream().map(DemoDesk::words).toList()));
        Story story = new Story(words(tale.story().designerInterview()), words(tale.story().usageScenario()));
        Long category = tale.category() == null ? row.categoryId() : Long.valueOf(products.category(tale.category()));
        return new ProductBook.Row(row.productId(), row.handle(), row.titleZh(), tale.title().en(),
                tale.summary().zh(), tale.summary().en(), row.bodyHtml(), row.brand(), category, tale.zone(),
                slot(tale.slot()), row.tags(), tale.themes(), tale.badges(), json.text(story), json.text(layers),
                row.picture(), row.state(), row.version(), row.importHash());
    }

    private void costs(List<SkuBook.Row> rows, Tale tale) {
        Map<String, Long> costs = new HashMap<>();
        tale.variants().forEach(sku -> costs.put(sku.sku(), sku.costMinor()));
        rows.forEach(row -> {
            Long cost = costs.get(row.code());
            if (cost != null) {
                skus.cost(row.skuId(), cost);
            }
        });
    }

    private void options(long productId, Tale tale) {
        List<DemoFiles.Axis> axes = tale.options();
        if (axes != null) {
            products.options(productId, products.axes(productId), axes.stream()
                    .map(axis -> new Option(new Words(axis.zh(), axis.en()), words(axis.values()))).toList());
        }
    }

    private static List<DemoSku> demoSkus(List<SkuBook.Row> rows, Tale tale) {
        Map<String, DemoFiles.Sku> told = new HashMap<>();
        tale.variants().forEach(sku -> told.put(sku.sku(), sku));
        List<DemoSku> list = new ArrayList<>();
        for (SkuBook.Row row : rows) {
            DemoFiles.Sku sku = told.get(row.code());
            if (sku != null) {
                list.add(new DemoSku(row.skuId(), row.code(), row.priceMinor(), sku.groupPriceMinor(),
                        sku.plannedStock()));
            }
        }
        return list;
    }

    private static Words words(Text text) {
        return new Words(text.zh(), text.en());
    }

    private static List<Words> words(List<Text> texts) {
        return texts.stream().map(DemoDesk::words).toList();
    }
}
