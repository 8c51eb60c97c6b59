package io.tuanzi.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tuanzi.fulfilment.Shipments.Parcel;
import io.tuanzi.order.OrderNo;
import io.tuanzi.order.Placement.Placed;
import io.tuanzi.platform.problem.Problem;
import io.tuanzi.platform.staff.StaffAccounts;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopClient.Answer;
import io.tuanzi.testing.ShopTest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Parcels: one an order, told to its buyer, watched by a clock, sent one by one or by a sheet (FUL-01, FUL-08). */
@ShopTest
@Import(Goods.class)
class ShippingTest {

    @Autowired Goods goods;
    @Autowired Shipments shipments;
    @Autowired TrackingSheets sheets;
    @Autowired StaffAccounts accounts;
    @Autowired JdbcClient jdbc;
    @LocalServerPort int port;
    private ShopClient shop = ShopClient.of(0);

    @BeforeEach
    void open() {
        accounts.seedDemo();
        shop = ShopClient.of(port);
    }

    private ShopClient admin() {
        return shop.staff("guanli", "demo-guanli-2026");
    }

    private Placed paid() {
        return goods.pay(goods.placed(goods.person(), new long[] {goods.sku(), 1, 1_000}));
    }

    private static String no(Placed order) {
        return OrderNo.of(order.orderId());
    }

    private Answer upload(ShopClient staff, String csv) {
        return staff.with("Content-Type", "multipart/form-data; boundary=xyz").send("POST",
                "/api/staff/shipments/tracking.csv", "--xyz\r\nContent-Disposition: form-data; name=\"file\"; "
                + "filename=\"t.csv\"\r\nContent-Type: text/csv\r\n\r\n" + csv + "\r\n--xyz--\r\n");
    }

    private int tasks(Placed order, String state) {
        return jdbc.sql("SELECT count(*) FROM platform.task"
                + " WHERE kind = 'SHIP_OVERDUE' AND subject = :s AND state = :t")
                .param("s", "order:" + order.orderId()).param("t", state).query(Integer.class).single();
    }

    @Test
    @Capability("FUL-01")
    void aParcelThatShouldHaveLeftIsOneTaskUntilItLeaves() {
        Placed late = paid();
        goods.settle();
        goods.passHours(47);
        assertThat(shipments.dispatches(List.of(late.orderId())).get(late.orderId()))
                .satisfies(clock -> assertThat(clock.overdue()).isFalse());
        goods.passHours(2);
        await().atMost(Duration.ofSeconds(30)).until(() -> tasks(late, "OPEN") == 1);
        JsonNode row = admin().get("/api/staff/orders?overdue=true&q=" + no(late)).ok().path("items").path(0);
        assertThat(row.path("overdue").asBoolean()).isTrue();
        admin().post("/api/staff/orders/" + late.orderId() + "/ship",
                Map.of("carrier", "SF", "trackingNo", "SF" + late.orderId())).ok();
        assertThat(tasks(late, "OPEN")).isZero();
        assertThat(tasks(late, "DONE")).isEqualTo(1);
        assertThat(jdbc.sql("SELECT count(*) FROM platform.audit_entry WHERE object = :o AND action = 'order.ship'")
                .param("o", "order:" + late.orderId()).query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    @Capability("FUL-08")
    void shippingTwiceIsOneParcelAndAnotherNumberIsRefused() {
        Placed order = paid();
        Parcel parcel = new Parcel(order.orderId(), "SF", "SF-TWICE-1");
        long first = shipments.ship(parcel, "staff:1 a").shipmentId();
        assertThat(shipments.ship(parcel, "staff:2 b").shipmentId()).isEqualTo(first);
        assertThatThrownBy(() -> shipments.ship(new Parcel(order.orderId(), "SF", "SF-OTHER-1"), "staff:1 a"))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("ALREADY_SHIPPED"));
        Placed second = paid();
        assertThatThrownBy(() -> shipments.ship(new Parcel(second.orderId(), "SF", "SF-TWICE-1"), "staff:1 a"))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("TRACKING_USED"));
        Placed unpaid = goods.placed(goods.person(), new long[] {goods.sku(), 1, 1_000});
        assertThatThrownBy(() -> shipments.ship(new Parcel(unpaid.orderId(), "SF", "SF-UNPAID-1"), "staff:1 a"))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("BAD_STATE"));
        assertThat(shipments.ofOrder(unpaid.orderId())).isEmpty();
        admin().post("/api/staff/shipments/" + first + "/tracks", Map.of("text", "Left Hangzhou")).ok();
        assertThat(admin().post("/api/staff/shipments/" + first + "/tracks",
                Map.of("text", "Tomorrow", "at", "2999-01-01T00:00:00Z")).status()).isEqualTo(400);
        assertThat(shipments.ofOrder(order.orderId()).getFirst().tracks()).hasSize(1);
    }

    @Test
    @Capability("FUL-08")
    void aSheetShipsWhatItCanAndTellsEveryOtherRow() {
        Placed good = paid();
        Placed quoted = paid();
        Placed gone = paid();
        shipments.ship(new Parcel(gone.orderId(), "SF", "SF-GONE-1"), "staff:1 a");
        String csv = "\uFEFF订单号,备注,物流公司,运单号\r\n"
                + no(good) + ",\"a, b\n c\",顺丰,SF20000001\r\n"
                + "\r\n"
                + no(quoted) + ",,\"圆通\",YT20000001\r\n"
                + no(good) + ",,顺丰,SF20000001\r\n"
                + no(good) + ",,顺丰,SF20000002\r\n"
                + no(gone) + ",,SF,SF-GONE-1\r\n"
                + no(gone) + ",,SF,SF-GONE-2\r\n"
                + no(gone).substring(0, no(gone).length() - 1) + "x,,SF,SF20000003\r\n"
                + OrderNo.of(777_777_777L) + ",,SF,SF20000004\r\n"
                + no(paid()) + ",,SF,\"=HYPERLINK(\"\"http://x\"\")\"\r\n"
                + no(paid()) + ",,SF,1.23457E+12\r\n"
                + no(paid()) + ",,,SF20000005\r\n"
                + no(paid()) + ",,SF\r\n"
                + no(paid()) + ",,SF,SF-GONE-1\r\n";
        ShopClient staff = admin().key("the-same-sheet");
        JsonNode report = upload(staff, csv).ok();
        assertThat(report.path("applied").asInt()).isEqualTo(2);
        assertThat(report.path("findings").findValuesAsString("code")).containsExactly("ROW_TWICE", "ORDER_TWICE",
                "SAME_PARCEL", "ORDER_TWICE", "ORDER_NO_WRONG", "NOT_FOUND", "CELL_FORMULA", "NUMBER_ROUNDED",
                "CELL_EMPTY", "CELL_EMPTY", "TRACKING_USED");
        assertThat(report.path("findings").path(0).path("row").asInt()).isEqualTo(5);
        for (JsonNode finding : report.path("findings")) {
            assertThat(finding.path("text").asString()).isNotEqualTo(finding.path("code").asString());
        }
        JsonNode again = upload(staff, csv).ok();
        assertThat(again.path("applied").asInt()).isEqualTo(2);
        assertThat(shipments.ofOrder(quoted.orderId()).getFirst().carrier()).isEqualTo("圆通");
    }

    @Test
    void aSheetThatCannotBeReadIsRefusedWhole() {
        Placed order = paid();
        String header = "order_no,carrier,tracking_no\n";
        assertThat(upload(admin(), header + no(order) + ",\"SF,SF20000009\n").code()).isEqualTo("SHEET_QUOTE");
        assertThat(upload(admin(), "a,b,c\n1,2,3\n").code()).isEqualTo("SHEET_HEADER");
        assertThat(upload(admin(), " \n").code()).isEqualTo("SHEET_EMPTY");
        assertThat(upload(admin(), header + "x,y,z\n".repeat(TrackingSheets.MOST_ROWS + 1)).code())
                .isEqualTo("SHEET_TOO_LONG");
        assertThat(upload(admin(), header + "x".repeat(TrackingSheets.MOST_BYTES)).status()).isEqualTo(413);
        byte[] chinese = ("订单号,物流公司,运单号\n" + no(order) + ",顺丰,SF20000010\n").getBytes(Charset.forName("GB18030"));
        assertThat(sheets.read(chinese)).singleElement().satisfies(row -> assertThat(row.parcel())
                .isEqualTo(new Parcel(order.orderId(), "顺丰", "SF20000010")));
        for (byte[] wrong : List.of((header + "é").getBytes(StandardCharsets.ISO_8859_1),
                header.getBytes(StandardCharsets.UTF_16LE))) {
            assertThatThrownBy(() -> sheets.read(wrong)).isInstanceOfSatisfying(Problem.class,
                    p -> assertThat(p.code()).isEqualTo("SHEET_ENCODING"));
        }
        assertThat(shipments.ofOrder(order.orderId())).isEmpty();
    }

    @Test
    void whoMayNotShipCannot() {
        Placed order = paid();
        ShopClient service = shop.staff("chuna", "demo-chuna-2026");
        assertThat(service.post("/api/staff/orders/" + order.orderId() + "/ship",
                Map.of("carrier", "SF", "trackingNo", "SF30000001")).status()).isEqualTo(403);
        assertThat(shop.as(goods.token(goods.person())).post("/api/staff/orders/" + order.orderId() + "/ship",
                Map.of("carrier", "SF", "trackingNo", "SF30000001")).status()).isEqualTo(401);
        admin().post("/api/staff/orders/" + order.orderId() + "/cancel", Map.of("reason", "sold out by mistake")).ok();
        assertThat(admin().post("/api/staff/orders/" + order.orderId() + "/ship",
                Map.of("carrier", "SF", "trackingNo", "SF30000001")).code()).isEqualTo("BAD_STATE");
    }
}
