package io.tuanzi.promotion.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The golden corpus: carts as readable files, answered byte by byte as they say.
 *
 * <p>{@code TUANZI_GOLDEN=write} draws the carts anew and writes down what the engine answers, for people to look
 * through; it refuses to touch a cart that was worked by hand.
 */
class GoldenCorpusTest {

    private static final Path CORPUS = Path.of("src/test/resources/golden");
    private static final boolean WRITE = "write".equals(System.getenv("TUANZI_GOLDEN"));

    private static Map<String, GoldenCart> corpus() throws IOException {
        Map<String, GoldenCart> carts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(CORPUS)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".txt")).toList()) {
                carts.put(CORPUS.relativize(file).toString().replace('\\', '/'), GoldenCart.read(file));
            }
        }
        return carts;
    }

    /** The file with the answer of today; refuses a cart worked by hand, whose answer only a person may change. */
    private static String rewritten(GoldenCart cart) {
        if (cart.workedByHand()) {
            throw new IllegalStateException("worked by hand: " + cart.asked);
        }
        return cart.asked + GoldenCart.EXPECTED.substring(1) + GoldenAnswer.to(cart);
    }

    private static void write() throws IOException {
        for (Map.Entry<String, String> drawn : GoldenDraw.all().entrySet()) {
            Path file = CORPUS.resolve(drawn.getKey());
            Files.createDirectories(file.getParent() == null ? CORPUS : file.getParent());
            Files.writeString(file, rewritten(GoldenCart.of(drawn.getValue())));
        }
    }

    @Test
    @DisplayName("every golden cart is answered byte by byte as its file says")
    void everyCartIsAnsweredAsItsFileSays() throws IOException {
        if (WRITE) {
            write();
        }
        List<String> wrong = new ArrayList<>();
        corpus().forEach((name, cart) -> {
            String answer = GoldenAnswer.to(cart);
            if (!answer.equals(cart.expected)) {
                wrong.add(name + " expected\n" + cart.expected + "but was\n" + answer);
            }
        });
        assertThat(wrong.subList(0, Math.min(5, wrong.size()))).as(wrong.size() + " carts").isEmpty();
    }

    @Test
    @DisplayName("three hundred carts, sixty of them worked by hand with their arithmetic, each with its title")
    void threeHundredOfWhichSixtyByHand() throws IOException {
        Map<String, GoldenCart> corpus = corpus();
        assertThat(corpus).hasSizeGreaterThanOrEqualTo(300);
        List<GoldenCart> byHand = corpus.values().stream().filter(GoldenCart::workedByHand).toList();
        assertThat(byHand).hasSizeGreaterThanOrEqualTo(60).allMatch(cart -> cart.asked.contains("\narithmetic:\n  "));
        assertThat(corpus.values()).allMatch(cart -> cart.asked.matches("(?s)title: [^\n]+ / [^\n]+\n.*"));
    }

    @Test
    @DisplayName("the drawn carts are those the generator draws, and every other one was worked by hand")
    void drawnCartsAreDrawnAgain() throws IOException {
        Map<String, String> drawn = GoldenDraw.all();
        corpus().forEach((name, cart) -> {
            if (cart.workedByHand()) {
                assertThat(drawn).doesNotContainKey(name);
            } else {
                assertThat(cart.asked).as(name).isEqualTo(drawn.remove(name));
            }
        });
        assertThat(drawn).isEmpty();
    }

    @Test
    @DisplayName("the writer leaves a cart alone that was worked by hand")
    void theWriterRefuses() {
        GoldenCart cart = GoldenCart.of("title: 一 / One\nworked: by hand\nline 1: sku 110 x1 @ 1.00\n");
        assertThatThrownBy(() -> rewritten(cart)).isInstanceOf(IllegalStateException.class);
        assertThat(rewritten(GoldenCart.of("title: 一 / One\nline 1: sku 110 x1 @ 1.00\n")))
                .contains("\nexpected:\nline 1: 1.00\ngoods: 1.00\nfreight: 0.00\ntotal: 1.00\nin detail:\n");
    }
}
