package io.tuanzi.backoffice.demo;

import io.tuanzi.catalog.DemoCatalogue;
import io.tuanzi.catalog.DemoCatalogue.DemoProduct;
import io.tuanzi.catalog.DemoCatalogue.DemoSku;
import io.tuanzi.customer.Customers;
import io.tuanzi.customer.NewCustomer;
import io.tuanzi.groupbuy.Activity;
import io.tuanzi.groupbuy.Groups;
import io.tuanzi.groupbuy.NewActivity;
import io.tuanzi.inventory.Stock;
import io.tuanzi.platform.ReadyGate;
import io.tuanzi.platform.Welcome;
import io.tuanzi.platform.staff.StaffAccounts;
import io.tuanzi.platform.time.ShopTime;
import io.tuanzi.rewards.Bindings;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fills an empty shop with its demo once: products through the importer, people, offers, and a day of shopping.
 *
 * <p>Every step is idempotent, so a start that was cut short is taken up by the next one. Holds the line "ready" until
 * it is done; a step that fails is told and leaves the shop usable.
 */
@Component
class DemoShop implements ReadyGate, Welcome {

    private static final Logger LOG = LoggerFactory.getLogger(DemoShop.class);
    private static final int WINDOW_MINUTES = 24 * 60;
    private static final int HOLD_MINUTES = 10;
    private static final int PER_PERSON = 5;

    private final DemoCatalogue catalogue;
    private final Customers customers;
    private final Bindings bindings;
    private final Groups groups;
    private final Stock stock;
    private final StaffAccounts staff;
    private final ShopTime time;
    private final DemoDay day;
    private final JsonMapper json;
    private final boolean wanted;
    private volatile boolean open;

    DemoShop(DemoCatalogue catalogue, Customers customers, Bindings bindings, Groups groups, Stock stock,
             StaffAccounts staff, ShopTime time, DemoDay day, JsonMapper json,
             @Value("${tuanzi.demo.load:false}") boolean wanted) {
        this.catalogue = catalogue;
        this.customers = customers;
        this.bindings = bindings;
        this.groups = groups;
        this.stock = stock;
        this.staff = staff;
        this.time = time;
        this.day = day;
        this.json = json;
        this.wanted = wanted;
        this.open = !wanted;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public String waitingFor() {
        return "示例商店 demo shop";
    }

    @Override
    public List<String> lines(String address) {
        return staff.demoLogins().stream().map(login -> "  后台登录 console login  " + login.username() + " / "
                + login.password() + "  " + login.roleText()).toList();
    }

    @EventListener
    void started(WebServerInitializedEvent event) {
        if (wanted) {
            String root = "http://127.0.0.1:" + event.getWebServer().getPort();
            Thread.ofVirtual().name("demo").start(() -> load(root));
        }
    }

    private void load(String root) {
        try {
            if (groups.activities().isEmpty()) {
                fill(root);
            }
        } catch (RuntimeException e) {
            LOG.warn("the demo shop is not complete; the next start goes on", e);
        } finally {
            open = true;
        }
    }

    private void fill(String root) {
        staff.seedDemo();
        List<DemoProduct> products = catalogue.load();
        products.forEach(p -> p.skus().forEach(s -> stock.plan(s.skuId(), s.plannedStock(), 0)));
        Map<Integer, DemoPerson> people = people(root);
        day.live(products, offers(products), people);
    }

    private Map<Integer, DemoPerson> people(String root) {
        JsonNode file = read("demo/people.json");
        Instant now = time.now();
        Map<Integer, DemoPerson> people = new HashMap<>();
        Map<Integer, Long> ids = new HashMap<>();
        for (JsonNode p : file.path("people")) {
            int number = p.path("person").asInt();
            long id = customers.register(new NewCustomer(p.path("phone").asString(), p.path("name").asString(),
                    "/" + p.path("avatar").asString(), true,
                    now.minus(Duration.ofDays(p.path("joinedDaysAgo").asInt()))));
            ids.put(number, id);
            if (p.path("seedUser").asBoolean() && !customers.join("SEED", id)) {
                LOG.info("the cohort of seed users is full");
            }
            DemoPerson person = new DemoPerson(root, customers.openSession(id), number);
            people.put(number, person);
        }
        moveIn(file, people);
        bind(file, ids);
        return people;
    }

    private static void moveIn(JsonNode file, Map<Integer, DemoPerson> people) {
        try (ExecutorService hands = DemoDay.hands()) {
            List<Future<Boolean>> moving = new ArrayList<>();
            for (JsonNode p : file.path("people")) {
                DemoPerson person = Objects.requireNonNull(people.get(p.path("person").asInt()));
                moving.add(hands.submit(() -> {
                    person.livesAt(address(p));
                    return true;
                }));
            }
            moving.forEach(DemoDay::done);
        }
    }

    private void bind(JsonNode file, Map<Integer, Long> ids) {
        for (JsonNode p : file.path("people")) {
            Long inviter = ids.get(p.path("invitedBy").asInt());
            Long invitee = ids.get(p.path("person").asInt());
            if (inviter != null && invitee != null) {
                day.bound(invitee, bindings.inviteCode(inviter));
            }
        }
    }

    private static Map<String, Object> address(JsonNode p) {
        JsonNode a = p.path("address");
        Map<String, Object> address = new HashMap<>();
        address.put("name", p.path("name").asString());
        address.put("phone", p.path("phone").asString());
        address.put("province", a.path("province").asString());
        address.put("city", a.path("city").asString());
        address.put("district", a.path("district").asString());
        address.put("street", a.path("line").asString());
        address.put("regionCode", DemoRegions.code(a.path("province").asString()));
        address.put("isDefault", true);
        return address;
    }

    private List<Activity> offers(List<DemoProduct> products) {
        List<Activity> offers = new ArrayList<>();
        for (DemoProduct product : products) {
            Map<Long, Long> prices = new HashMap<>();
            for (DemoSku sku : product.skus()) {
                if (sku.groupPriceMinor() != null) {
                    prices.put(sku.skuId(), sku.groupPriceMinor());
                }
            }
            Integer size = product.groupSize();
            if (size != null && !prices.isEmpty()) {
                offers.add(groups.activityOf(product.productId()).orElseGet(() -> groups.offer(new NewActivity(
                        product.productId(), size, WINDOW_MINUTES, HOLD_MINUTES, PER_PERSON, "MOVE", null, null,
                        prices))));
            }
        }
        return offers;
    }

    private JsonNode read(String name) {
        try (InputStream in = new ClassPathResource(name).getInputStream()) {
            return json.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(name + " is not in the jar", e);
        }
    }
}
