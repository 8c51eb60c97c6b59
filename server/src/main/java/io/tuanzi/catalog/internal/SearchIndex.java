package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.catalog.SkuPrice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.springframework.stereotype.Component;

/**
 * The words of all products in a Lucene index in memory.
 *
 * <p>Built from the catalogue's snapshot and kept up by comparing each product's version with the one indexed, so
 * every node has its own and none can miss a change. Nothing here is the truth; it may be thrown away at any time.
 */
@Component
class SearchIndex {

    static final String TITLE = "title";
    static final String WORDS = "words";
    static final String PLAIN = "plain";
    static final String GRAMS = "grams";
    static final String CODE = "code";
    private static final String ID = "id";
    private static final int MOST_FOUND = 2_000;

    private final Analyzer chinese = new SmartChineseAnalyzer();
    private final Analyzer analyzer = new PerFieldAnalyzerWrapper(chinese,
            Map.of(PLAIN, new StandardAnalyzer(), GRAMS, new GramAnalyzer()));
    private final SearchWords words = new SearchWords(chinese, analyzer);
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final Map<Long, Long> indexed = new HashMap<>();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile long version = -1;

    SearchIndex() throws IOException {
        this.writer = new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig(analyzer));
        this.searchers = new SearcherManager(writer, null);
    }

    /** Indexes what changed; a reader does not wait for another that is at it, unless there is nothing yet. */
    void catchUp(ProductSnapshot snapshot) {
        if (version >= snapshot.version()) {
            return;
        }
        boolean empty = version < 0;
        if (empty) {
            writing.lock();
        } else if (!writing.tryLock()) {
            return;
        }
        try {
            index(snapshot);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writing.unlock();
        }
    }

    private void index(ProductSnapshot snapshot) throws IOException {
        if (version >= snapshot.version()) {
            return;
        }
        for (ProductSummary product : snapshot.products().values()) {
            Long known = indexed.get(product.productId());
            if (known == null || known != product.version()) {
                String id = String.valueOf(product.productId());
                writer.updateDocument(new Term(ID, id), document(id, snapshot, product));
                indexed.put(product.productId(), product.version());
            }
        }
        searchers.maybeRefreshBlocking();
        version = snapshot.version();
    }

    private static Document document(String id, ProductSnapshot snapshot, ProductSummary product) {
        Document document = new Document();
        document.add(new StringField(ID, id, Store.NO));
        document.add(new StoredField(ID, product.productId()));
        String title = product.titleZh() + " \n " + (product.titleEn() == null ? "" : product.titleEn());
        List<String> more = new ArrayList<>(product.tags());
        more.add(product.brand());
        more.add(product.category());
        more.add(product.summary().zh());
        if (product.summary().en() != null) {
            more.add(product.summary().en());
        }
        for (long skuId : product.skuIds()) {
            SkuPrice sku = snapshot.sku(skuId);
            if (sku != null) {
                more.addAll(sku.options());
                document.add(new StringField(CODE, sku.code().toLowerCase(Locale.ROOT), Store.NO));
            }
        }
        document.add(new StringField(CODE, product.handle(), Store.NO));
        String rest = String.join(" \n ", more);
        document.add(new TextField(TITLE, title, Store.NO));
        document.add(new TextField(WORDS, rest, Store.NO));
        document.add(new TextField(PLAIN, title + " \n " + rest, Store.NO));
        document.add(new TextField(GRAMS, title + " \n " + product.category() + " \n " + product.brand(), Store.NO));
        return document;
    }

    /** Ids of products, best first; {@code forgiving} lets letters be wrong. */
    List<Long> find(String typed, boolean forgiving) {
        try {
            Query query = forgiving ? words.forgiving(typed) : words.asTyped(typed);
            IndexSearcher searcher = searchers.acquire();
            try {
                List<Long> ids = new ArrayList<>();
                for (ScoreDoc hit : searcher.search(query, MOST_FOUND).scoreDocs) {
                    ids.add(searcher.storedFields().document(hit.doc, Set.of(ID)).getField(ID).numericValue()
                            .longValue());
                }
                return ids;
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
