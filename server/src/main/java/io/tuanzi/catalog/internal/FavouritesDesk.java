package io.tuanzi.catalog.internal;

import io.tuanzi.catalog.Favourites;
import io.tuanzi.catalog.ProductSnapshot;
import io.tuanzi.catalog.ProductSummary;
import io.tuanzi.platform.Tx;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.web.Paged;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Marks of shoppers. */
@Component
class FavouritesDesk implements Favourites {

    private final Tx tx;
    private final FavouriteBook book;
    private final SnapshotKeeper keeper;

    FavouritesDesk(Tx tx, FavouriteBook book, SnapshotKeeper keeper) {
        this.tx = tx;
        this.book = book;
        this.keeper = keeper;
    }

    @Override
    public void mark(long customerId, long productId, boolean favourite) {
        if (favourite) {
            requireVisible(productId);
            tx.run("catalog.favourite", () -> book.mark(customerId, productId));
        } else {
            tx.run("catalog.unfavourite", () -> book.unmark(customerId, productId));
        }
    }

    @Override
    public boolean isMarked(long customerId, long productId) {
        return book.isMarked(customerId, productId);
    }

    @Override
    public Paged<ProductSummary> marked(long customerId, @Nullable String after, int limit) {
        return shown(book.marked(customerId, ProductLists.Cursor.of(after), limit + 1), limit);
    }

    @Override
    public void looked(long customerId, long productId) {
        tx.run("catalog.look", () -> book.looked(customerId, productId));
    }

    @Override
    public Paged<ProductSummary> lookedAt(long customerId, @Nullable String after, int limit) {
        return shown(book.lookedAt(customerId, ProductLists.Cursor.of(after), limit + 1), limit);
    }

    @Override
    public void askRestock(long customerId, long productId) {
        requireVisible(productId);
        tx.run("catalog.ask-restock", () -> book.askRestock(customerId, productId));
    }

    @Override
    public List<Long> restockAwaited(int limit) {
        return book.restockAwaited(limit);
    }

    @Override
    public List<Waiting> takeRestock(long productId, int limit) {
        Tx.requireOpen("taking restock notices");
        return book.takeRestock(productId, limit);
    }

    private void requireVisible(long productId) {
        if (!book.isVisible(productId)) {
            throw Problem.notFound("product");
        }
    }

    private Paged<ProductSummary> shown(List<FavouriteBook.Mark> marks, int limit) {
        ProductSnapshot snapshot = keeper.snapshot();
        Paged<FavouriteBook.Mark> page = Paged.of(marks, limit,
                mark -> new ProductLists.Cursor(mark.at(), mark.productId()).text());
        return new Paged<>(page.items().stream().map(mark -> snapshot.product(mark.productId()))
                .filter(Objects::nonNull).toList(), page.next());
    }
}
