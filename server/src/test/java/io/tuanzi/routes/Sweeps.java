package io.tuanzi.routes;

import io.tuanzi.platform.staff.StaffAccounts;
import io.tuanzi.routes.RouteFixtures.Fixture;
import io.tuanzi.routes.RouteFixtures.Stage;
import io.tuanzi.testing.ShopClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** The people and things of one sweep, freshly made. */
record Sweeps(Stage stage, ShopClient stranger, ShopClient anonymous, ShopClient powerless, List<Fixture> fixtures) {

    private static final AtomicInteger PHONES = new AtomicInteger(10_000);

    static Sweeps begin(int port, BeanFactory beans) {
        beans.getBean(StaffAccounts.class).seedDemo();
        ShopClient shop = ShopClient.of(port);
        ShopClient admin = shop.staff("guanli", "demo-guanli-2026");
        int number = PHONES.addAndGet(10);
        ShopClient owner = shop.login("137000" + number);
        long ownerId = owner.get("/api/shop/session").ok().path("customer").path("customerId").asLong();
        Stage stage = new Stage(owner, ownerId, admin, beans);
        List<Fixture> fixtures = new ArrayList<>();
        modules().forEach(each -> fixtures.addAll(each.make(stage)));
        return new Sweeps(stage, shop.login("137000" + (number + 1)), shop, powerless(shop, admin, number), fixtures);
    }

    /** A member of staff without any permission. */
    private static ShopClient powerless(ShopClient shop, ShopClient admin, int number) {
        String name = "nobody" + number;
        long id = admin.post("/api/staff/people", Map.of("username", name, "name", "无", "password", "nothing at all 1",
                "roles", List.of("WAREHOUSE"), "reason", "for a sweep")).ok().path("staffId").asLong();
        admin.put("/api/staff/people/" + id, Map.of("name", "无", "roles", List.of(), "enabled", true, "reason",
                "for a sweep")).ok();
        return shop.staff(name, "nothing at all 1");
    }

    private static List<RouteFixtures> modules() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(RouteFixtures.class));
        List<RouteFixtures> found = new ArrayList<>();
        scanner.findCandidateComponents("io.tuanzi").forEach(each -> {
            try {
                var constructor = Class.forName(each.getBeanClassName()).getDeclaredConstructor();
                constructor.setAccessible(true);
                found.add((RouteFixtures) constructor.newInstance());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(String.valueOf(each.getBeanClassName()), e);
            }
        });
        return found;
    }

    Optional<Fixture> of(Route route) {
        return fixtures.stream().filter(each -> each.isOf(route)).findFirst();
    }

    /** The person who may use a route. */
    ShopClient rightful(Route route) {
        return route.isStaff() ? stage.staff() : route.path().startsWith("/api/shop/") ? stage.owner() : anonymous;
    }
}
