package io.tuanzi.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The whole world is told to every consumer again, and nothing changes (E2, E3, K1, R2); pages read anew agree (N2).
 */
@Tag("prove")
class RedeliveryTest {

    @Test
    void hearingTheWorldTwiceIsHearingItOnce() throws IOException {
        try (LivingShop living = LivingShop.open("redelivery")) {
            Reckoning books = living.books();
            Map<String, String> before = books.sums();
            books.redeliver();
            quiet(books);
            assertThat(books.sums()).as("after hearing the world again").isEqualTo(before);
            rebuild(books, "insight.board", "insight.metric_minute");
            quiet(books);
            assertThat(books.sums()).as("after reading the board's facts again").isEqualTo(before);
            rebuild(books, "catalog.sales", "catalog.sold_line", "catalog.sold_day");
            quiet(books);
            assertThat(books.sums()).as("after reading the sales again").isEqualTo(before);
            assertThat(books.audit()).isEmpty();
            System.out.printf("redelivery: %d facts, %d tables, nothing changed%n",
                    books.owner().sql("SELECT count(*) FROM platform.fact_log").query(Long.class).single(),
                    before.size());
        }
    }

    /** Empties a read model and puts its cursor back, in one transaction. */
    private static void rebuild(Reckoning books, String consumer, String... tables) {
        StringBuilder statement = new StringBuilder("WITH ");
        for (int i = 0; i < tables.length; i++) {
            statement.append(i == 0 ? "" : ", ").append("gone").append(i).append(" AS (DELETE FROM ").append(tables[i])
                    .append(")");
        }
        books.owner().sql(statement + " UPDATE platform.cursor SET position = 0 WHERE consumer = '" + consumer + "'")
                .update();
    }

    private static void quiet(Reckoning books) {
        await().atMost(Duration.ofSeconds(60)).until(() -> books.overdue().isEmpty());
    }
}
