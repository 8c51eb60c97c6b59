package io.tuanzi.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.tuanzi.payment.SandboxControl;
import io.tuanzi.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The shop halts once at every crash point: before and after each commit, after each reaction's effect, around each
 * call
 * of the provider. After each halt it starts again, comes to rest, and every book agrees (S1, E1, E2, E4, J1, O2, M7,
 * P5).
 *
 * <p>The points come from the sources ({@link CrashPoints}); one that no scene reaches fails the test by name.
 */
@Tag("crash")
class CrashPointTest {

    private static final int AT_EACH_LANDING = 8;

    private final Path root = TestDatabase.target().resolve("points-" + ProcessHandle.current().pid());
    private final List<String> failures = new ArrayList<>();
    private int visited;

    @Test
    void everyPointIsHaltedAtOnce() throws IOException {
        assumeFalse("kill".equals(System.getenv("TUANZI_ONLY")), "only kills were asked for");
        long began = System.nanoTime();
        try (TestDatabase database = TestDatabase.fresh(); CrashShop shop = new CrashShop(root, database)) {
            Recording recording = Recording.of(shop);
            Map<String, String> points = recording.points();
            List<String> chosen = chosen(List.copyOf(points.keySet()));
            List<String> opening = chosen.stream().filter(p -> Recording.OPENING.equals(points.get(p))).toList();
            for (String point : chosen) {
                String scene = Objects.requireNonNull(points.get(point));
                if (!Recording.OPENING.equals(scene)) {
                    halt(shop, point, scene);
                }
            }
            finish(shop);
            new OpeningCrashes(root.resolve("opening"), failures).halt(opening);
            visited += opening.size();
            failures.addAll(recording.unreached());
        }
        String told = "crash points: %d halted at of %d, %d failures, %d s".formatted(visited,
                CrashPoints.all().size(), failures.size(), (System.nanoTime() - began) / 1_000_000_000L);
        System.out.println(told);
        failures.forEach(System.out::println);
        Campaign.write("crash-point", visited, failures.size());
        assertThat(failures).as(told).isEmpty();
    }

    /** All of them, or the part {@code 3/8} of them; at a landing eight, others for each commit. */
    private static List<String> chosen(List<String> all) {
        String only = System.getenv().getOrDefault("TUANZI_ONLY", "");
        if (Campaign.isPart(only)) {
            int part = Integer.parseInt(only.substring(0, only.indexOf('/')));
            int parts = Integer.parseInt(only.substring(only.indexOf('/') + 1));
            return all.subList((part - 1) * all.size() / parts, part * all.size() / parts);
        }
        if (only.contains(".")) {
            return all.stream().filter(p -> p.startsWith(only)).toList();
        }
        if (!Hammer.small()) {
            return all;
        }
        TreeSet<String> some = new TreeSet<>();
        int start = Math.floorMod(Campaign.commit().hashCode(), all.size());
        for (int i = 0; i < AT_EACH_LANDING; i++) {
            some.add(all.get((start + i * all.size() / AT_EACH_LANDING) % all.size()));
        }
        return List.copyOf(some);
    }

    private void halt(CrashShop shop, String point, String scene) {
        try {
            shop.arm(point);
            boolean halted = shop.playUntilHalted(scene);
            if (!halted) {
                failures.add(point + ": not reached by \"" + scene + "\" " + shop.trouble());
                shop.disarm();
                return;
            }
            visited++;
            shop.startAgain();
            shop.reopenBill();
            List<String> wrong = new ArrayList<>(shop.drive().settle());
            shop.decideParked();
            wrong.addAll(shop.reckon(Duration.ofSeconds(60)));
            wrong.forEach(each -> failures.add(point + ": " + each));
            if (!wrong.isEmpty()) {
                System.out.println(point + " " + wrong);
            }
        } catch (RuntimeException | AssertionError e) {
            failures.add(point + ": " + e);
            System.out.println(point + " " + e);
            shop.startAgain();
        }
    }

    /** At the end the whole world is told again, and nothing changes (E2). */
    private void finish(CrashShop shop) {
        Reckoning books = shop.books();
        shop.drive().wakeSweeps();
        await().atMost(Duration.ofSeconds(60)).until(() -> books.overdue().isEmpty());
        Map<String, String> before = new LinkedHashMap<>(books.sums());
        books.redeliver();
        await().atMost(Duration.ofSeconds(120)).until(() -> books.overdue().isEmpty());
        books.sums().forEach((table, sum) -> {
            if (!sum.equals(before.get(table))) {
                failures.add("redelivery changed " + table);
            }
        });
    }

    /** A shop in a child process whose crash folder the test holds. */
    static final class CrashShop implements AutoCloseable {
        final Path folder;
        private final Path data;
        private final ShopProcess process;
        private final Reckoning books;
        private String trouble = "";
        private Map<String, Scenes.Scene> scenes = Map.of();
        private final Drive drive;

        CrashShop(Path root, TestDatabase database) throws IOException {
            folder = Files.createDirectories(root.resolve("crash"));
            data = root.resolve("data");
            process = new ShopProcess(data, Map.of("TUANZI_DATABASE_URL", database.ownerUrl(),
                    "TUANZI_DATABASE_APP_URL", database.appUrl()));
            books = new Reckoning(database.owner());
            drive = new Drive(process.port(), books.owner());
        }

        Drive drive() {
            return drive;
        }

        Reckoning books() {
            return books;
        }

        String trouble() {
            return trouble;
        }

        void start(String... more) {
            List<String> options = new ArrayList<>(List.of("-Dtuanzi.crash.folder=" + folder));
            options.addAll(List.of(more));
            process.start(options.toArray(String[]::new));
        }

        void kill() {
            process.kill();
        }

        Map<String, Scenes.Scene> scenes() {
            if (scenes.isEmpty()) {
                scenes = new Scenes(drive, provider(), this::errand).all();
            }
            return scenes;
        }

        private Scenes.Provider provider() {
            SandboxControl sandbox = new SandboxControl(data);
            return new Scenes.Provider() {
                @Override
                public void fault(String cashierPath, String fault, long value) {
                    String number = tools.jackson.databind.json.JsonMapper.shared().readTree(sandbox.get(cashierPath)
                            .body()).path("out_trade_no").asString();
                    sandbox.fault(fault, number, "value", value);
                }

                @Override
                public void clear() {
                    sandbox.control(Map.of("clear", true));
                }

                @Override
                public void openBill() {
                    sandbox.control(Map.of("openBill", true));
                }
            };
        }

        private void errand(String name) {
            write("errand", name);
            Drive.until("errand " + name, () -> {
                drive.read(drive.anyone(), "/api/shop/session");
                return !Files.exists(folder.resolve("errand"));
            });
        }

        private void write(String file, String text) {
            try {
                Files.writeString(folder.resolve(file), text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void remove(String file) {
            try {
                Files.deleteIfExists(folder.resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<String> lines(String file) {
            try {
                Path path = folder.resolve(file);
                return Files.exists(path) ? List.copyOf(new TreeSet<>(Files.readAllLines(path))) : List.of();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void forget() {
            List.of("visited", "joined", "halted", "errand", "armed").forEach(this::remove);
        }

        void arm(String point) {
            remove("halted");
            write("armed", point);
            drive.wakeSweeps();
        }

        void disarm() {
            write("armed", "");
        }

        /** Plays the scene until the process has halted; false when it lives on. */
        boolean playUntilHalted(String scene) {
            trouble = "";
            try {
                if (!Recording.NOTHING.equals(scene)) { // what happens by itself only has to be waited for
                    Objects.requireNonNull(scenes().get(scene), scene).play();
                }
            } catch (Drive.Cut halted) {
                trouble = "";
            } catch (RuntimeException | AssertionError odd) {
                trouble = odd.toString();
            }
            long end = System.nanoTime() + 8_000_000_000L;
            while (process.isAlive() && System.nanoTime() < end) {
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000L);
            }
            return !process.isAlive() && !lines("halted").isEmpty();
        }

        /** The provider came back with the shop and shows the bill of a day under way only when it is told to. */
        void reopenBill() {
            if (drive.asksAgain("/payments/bills/")) {
                await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() ->
                        new SandboxControl(data).control(Map.of("openBill", true)));
            }
        }

        boolean isOpen() {
            return process.isAlive();
        }

        /** Starts with a point armed from the first instant; true when the process halted there. */
        boolean opensUntil(String point) {
            forget();
            try {
                start("-Dtuanzi.crash=" + point);
                return false;
            } catch (IllegalStateException ended) {
                process.kill();
                return lines("halted").contains(point);
            }
        }

        void startAgain() {
            remove("armed");
            remove("errand");
            if (!process.isAlive()) {
                process.kill();
                start();
                drive.wakeSweeps();
            }
        }

        /** Waits for rest, then lays every book beside the others. */
        List<String> reckon(Duration patience) {
            long end = System.nanoTime() + patience.toNanos();
            List<String> overdue = books.overdue();
            List<String> witness = List.of("not asked yet");
            while (System.nanoTime() < end && !(overdue.isEmpty() && witness.isEmpty())) {
                java.util.concurrent.locks.LockSupport.parkNanos(200_000_000L);
                drive.sql("UPDATE payment.refund SET ask_at = shop_now() WHERE state IN ('QUEUED', 'SENT', 'UNKNOWN')");
                drive.sql("UPDATE payment.intent SET ask_at = shop_now() WHERE state IN ('OPEN', 'CLOSING')");
                drive.wakeSweeps();
                overdue = books.overdue();
                witness = overdue.isEmpty() ? witness() : witness;
            }
            List<String> wrong = new ArrayList<>();
            overdue.forEach(each -> wrong.add("stuck: " + each));
            witness.forEach(each -> wrong.add("witness: " + each));
            wrong.addAll(books.audit());
            return wrong;
        }

        /** A person gives up what the halted scene parked: ghosts wait for a decision, and that is right so. */
        void decideParked() {
            long end = System.nanoTime() + 20_000_000_000L;
            boolean waits = true;
            while (waits && System.nanoTime() < end) {
                waits = books.overdue().stream().anyMatch(each -> each.startsWith("parked")
                        || each.contains(" stands at "));
                if (drive.one("SELECT count(*) FROM platform.parked WHERE state = 'PARKED'") > 0) {
                    long next = drive.one("SELECT min(parked_id) FROM platform.parked WHERE state = 'PARKED'");
                    drive.tell(drive.anyone().staff("guanli", "demo-guanli-2026"), "POST", "/api/staff/facts/parked/"
                            + next
                            + "/skip", Map.of("reason", "a ghost of the scene"));
                } else if (waits) {
                    java.util.concurrent.locks.LockSupport.parkNanos(50_000_000L);
                }
            }
        }

        /** The provider's book beside ours; a provider that is just starting is asked again. */
        private List<String> witness() {
            try {
                return books.witness(data);
            } catch (UncheckedIOException starting) {
                return List.of("the provider does not answer");
            }
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
