package io.tuanzi.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.proof.CrashPointTest.CrashShop;
import io.tuanzi.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** A shop in which the main job was lived through once, at rest, with books that agree. */
final class LivingShop implements AutoCloseable {

    private static final List<String> LIFE = List.of("a cart is filled, bought and paid", "an order is received",
            "an order is forgotten", "three friends fill a group", "a seat lapses and a group fails",
            "one unit goes back",
            "a promoter earns and is paid", "an order that costs nothing", "staff comes, works and goes",
            "coupons are printed, claimed and end", "three friends fill a group", "a cart is filled, bought and paid",
            "the provider lies", "an order is received");

    private final TestDatabase database = TestDatabase.fresh();
    private final CrashShop shop;

    private LivingShop(String name) throws IOException {
        Path root = TestDatabase.target().resolve(name + "-" + ProcessHandle.current().pid());
        shop = new CrashShop(root, database);
    }

    static LivingShop open(String name) throws IOException {
        LivingShop living = new LivingShop(name);
        living.shop.start();
        for (String scene : LIFE) {
            Objects.requireNonNull(living.shop.scenes().get(scene), scene).play();
        }
        assertThat(living.shop.reckon(Duration.ofSeconds(60))).isEmpty();
        return living;
    }

    Reckoning books() {
        return shop.books();
    }

    TestDatabase database() {
        return database;
    }

    CrashShop shop() {
        return shop;
    }

    @Override
    public void close() {
        shop.close();
        database.close();
    }
}
