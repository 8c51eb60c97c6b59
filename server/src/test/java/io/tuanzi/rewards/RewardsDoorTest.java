package io.tuanzi.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.tuanzi.platform.staff.StaffAccounts;
import io.tuanzi.testing.Capability;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** Promoter centre, share cards and the staff's side over HTTP. */
@ShopTest
@Import(RewardsKit.class)
class RewardsDoorTest {

    private static final AtomicInteger PHONES = new AtomicInteger(2000);

    @Autowired
    private RewardsKit kit;
    @Autowired
    private StaffAccounts accounts;
    @LocalServerPort
    private int port;
    private ShopClient shop = ShopClient.of(0);

    @BeforeEach
    void open() {
        accounts.seedDemo();
        shop = ShopClient.of(port);
    }

    private static String phone() {
        return "1390000" + PHONES.incrementAndGet();
    }

    private ShopClient staff(String username) {
        return shop.staff(username, "demo-" + username + "-2026");
    }

    private static JsonNode me(ShopClient who) {
        return who.get("/api/shop/session").ok().path("customer");
    }

    private static ShopClient join(ShopClient who) {
        who.post("/api/shop/promoter/join", Map.of("agreementVersion", Promoters.AGREEMENT)).ok();
        return who;
    }

    @Test
    @Capability("REF-22")
    void takingPartCostsNothingAndNeedsNoPurchaseNoStockAndNoFee() {
        ShopClient newcomer = shop.login(phone());
        assertThat(newcomer.get("/api/shop/orders").ok().path("items").size()).as("bought nothing").isZero();
        JsonNode centre = join(newcomer).get("/api/shop/promoter").ok();
        assertThat(centre.path("joined").asBoolean()).isTrue();
        assertThat(centre.path("inviteCode").asString()).isNotBlank();
        long friend = me(shop.login(phone(), centre.path("inviteCode").asString())).path("customerId").asLong();
        long order = kit.paid(friend, 20_000);
        kit.completed(order, friend);
        kit.settle();
        assertThat(newcomer.get("/api/shop/promoter").ok().path("earnings").path("payableMinor").asLong())
                .as("earns 5 % of what the friend paid, ships nothing").isEqualTo(1_000);
        assertThat(newcomer.get("/api/shop/orders").ok().path("items").size()).as("still bought nothing").isZero();
    }

    @Test
    @Capability("REF-21")
    void aFriendComesByTheLinkAndTheWholeWayToThePayoutIsOnBothScreens() {
        ShopClient inviter = shop.login(phone());
        JsonNode centre = inviter.get("/api/shop/promoter").ok();
        assertThat(centre.path("joined").asBoolean()).isFalse();
        assertThat(inviter.post("/api/shop/promoter/join", Map.of("agreementVersion", "1999")).code())
                .isEqualTo("AGREEMENT_CHANGED");
        centre = join(inviter).get("/api/shop/promoter").ok();
        assertThat(centre.path("joined").asBoolean()).isTrue();
        assertThat(centre.path("commissionRateBp").asInt()).isEqualTo(500);
        assertThat(centre.path("schemes").size()).isEqualTo(2);
        String code = centre.path("inviteCode").asString();
        assertThat(me(inviter).path("inviteCode").asString()).isEqualTo(code);

        ShopClient friend = shop.login(phone(), code);
        long friendId = me(friend).path("customerId").asLong();
        long inviterId = me(inviter).path("customerId").asLong();
        assertThat(friend.get("/api/shop/promoter").ok().path("invitedBy").asString())
                .isEqualTo(me(inviter).path("nickname").asString());
        kit.completed(kit.paid(friendId, 100_000), friendId);
        kit.settle();
        JsonNode invitee = inviter.get("/api/shop/promoter/invitees").ok().path("items").get(0);
        assertThat(invitee.path("contributedMinor").asLong()).isEqualTo(5_000);
        assertThat(inviter.get("/api/shop/promoter/accruals?state=PAYABLE").ok().path("items").size()).isEqualTo(1);
        assertThat(inviter.get("/api/shop/promoter/accruals?state=NO").code()).isEqualTo("INVALID");
        assertThat(friend.get("/api/shop/promoter/accruals").ok().path("items").size())
                .as("own coupon only").isEqualTo(1);

        assertThat(friend.post("/api/shop/promoter/withdrawals", Map.of("amountMinor", 100)).code())
                .isEqualTo("NOT_A_PROMOTER");
        assertThat(inviter.post("/api/shop/promoter/withdrawals", Map.of("amountMinor", 5_001)).code())
                .isEqualTo("NOT_ENOUGH");
        for (Object bad : List.of("100", -5, 1.5, 0)) {
            assertThat(inviter.post("/api/shop/promoter/withdrawals", Map.of("amountMinor", bad)).status())
                    .isBetween(400, 409);
        }
        long id = inviter.post("/api/shop/promoter/withdrawals", Map.of("amountMinor", 3_000)).ok()
                .path("withdrawalId").asLong();
        payOut(id);
        assertThat(inviter.get("/api/shop/promoter").ok().path("earnings").path("payableMinor").asLong())
                .isEqualTo(2_000);
        assertThat(inviter.get("/api/shop/promoter/withdrawals").ok().path("items").get(0).path("state").asString())
                .isEqualTo("PAID");

        assertThat(inviter.get("/api/shop/messages").ok().path("items").size())
                .as("coupon, commission, payout").isEqualTo(3);

        ShopClient admin = staff("guanli");
        assertThat(admin.get("/api/staff/promoters?q=" + code).ok().path("items").get(0).path("customerId").asLong())
                .isEqualTo(inviterId);
        JsonNode chain = admin.get("/api/staff/promoters/" + inviterId + "/chain").ok();
        assertThat(chain.path("children").path("items").get(0).path("customerId").asLong()).isEqualTo(friendId);
        assertThat(chain.path("subtreePaidMinor").asLong()).isEqualTo(100_000);
        JsonNode accrual = admin.get("/api/staff/accruals?state=PAYABLE").ok().path("items").get(0);
        assertThat(accrual.path("beneficiary").asString()).isEqualTo(me(inviter).path("nickname").asString());
        assertThat(admin.get("/api/staff/accruals?q=" + accrual.path("orderNo").asString()).ok().path("items").size())
                .isEqualTo(3);
    }

    @Test
    @Capability("REF-01")
    void somebodySignedInWhoOpensALinkIsBoundAsAtLogin() {
        String first = me(shop.login(phone())).path("inviteCode").asString();
        String second = me(shop.login(phone())).path("inviteCode").asString();
        ShopClient friend = shop.login(phone());
        assertThat(came(friend, "no such!")).isEqualTo("NO_SUCH_CODE");
        assertThat(came(friend, me(friend).path("inviteCode").asString())).isEqualTo("SELF");
        assertThat(came(friend, first)).isEqualTo("BOUND");
        assertThat(came(friend, first)).as("again is once").isEqualTo("ALREADY");
        assertThat(came(friend, second)).as("the first touch stands").isEqualTo("ALREADY");
        assertThat(shop.post("/api/shop/inviter", Map.of("inviteCode", first)).status()).isEqualTo(401);
        assertThat(friend.post("/api/shop/inviter", Map.of("inviteCode", "")).code()).isEqualTo("INVALID");
        assertThat(friend.post("/api/shop/inviter", Map.of()).code()).isEqualTo("INVALID");
    }

    private static String came(ShopClient friend, String code) {
        return friend.post("/api/shop/inviter", Map.of("inviteCode", code)).ok().path("outcome").asString();
    }

    private void payOut(long id) {
        String base = "/api/staff/withdrawals/" + id;
        assertThat(staff("kefu").post(base + "/approve", Map.of("reason", "looks right")).code())
                .isEqualTo("FORBIDDEN");
        ShopClient first = staff("guanli");
        assertThat(first.post(base + "/approve", Map.of("reason", "")).code()).isEqualTo("INVALID");
        assertThat(first.post(base + "/approve", Map.of("reason", "looks right")).ok().path("approvedBy").asString())
                .isEqualTo("guanli");
        Map<String, String> paid = Map.of("reference", "bank-" + id, "reason", "sent today");
        assertThat(first.post(base + "/pay", paid).code()).isEqualTo("SECOND_PERSON");
        ShopClient second = staff("chuna").key("pay-key-" + id);
        assertThat(second.post(base + "/pay", paid).ok().path("state").asString()).isEqualTo("PAID");
        assertThat(second.post(base + "/pay", paid).ok().path("paidRef").asString()).isEqualTo("bank-" + id);
        assertThat(first.get("/api/staff/withdrawals?state=PAID").ok().path("items").get(0).path("paidBy").asString())
                .isEqualTo("chuna");
        assertThat(first.get("/api/staff/audit?object=withdrawal:" + id).ok().path("items").size()).isEqualTo(2);
    }

    @Test
    void staffChangesASchemeAsANewVersionWithinTheLaw() {
        ShopClient operator = staff("guanli");
        JsonNode tier = scheme(operator, "000-tier1");
        assertThat(tier.path("sentence").asString()).contains("3", "50.00");
        assertThat(operator.with("Accept-Language", "en").get("/api/staff/schemes").ok().get(0).path("sentence")
                .asString()).contains("friends");
        JsonNode changed = operator.put("/api/staff/schemes/000-tier1", Map.of("enabled", false, "reason",
                "pause it")).ok();
        assertThat(changed.path("version").asInt()).isEqualTo(2);
        assertThat(changed.path("rule")).isEqualTo(tier.path("rule"));
        Map<String, Object> steep = Map.of("ratesBp", List.of(3_001), "productRatesBp", Map.of(), "settleDays", 0);
        assertThat(operator.put("/api/staff/schemes/commission", Map.of("rule", steep, "reason", "more")).code())
                .isEqualTo("COMMISSION_ILLEGAL");
        for (String bad : List.of("{\"reason\":\"xx\",\"rule\":{}}", "{\"reason\":\"xx\",\"rule\":[]}",
                "{\"reason\":\"xx\",\"kind\":\"BOTH_SIDES\"}", "{\"reason\":\"xx\",\"rule\":{\"ratesBp\":\"5\"}}")) {
            JsonNode body = new tools.jackson.databind.json.JsonMapper().readTree(bad);
            assertThat(operator.put("/api/staff/schemes/commission", body).code()).as(bad).isEqualTo("INVALID");
        }
        assertThat(operator.put("/api/staff/schemes/No%20Such", Map.of("reason", "xx")).code()).isEqualTo("INVALID");
        assertThat(operator.put("/api/staff/binding-policy", Map.of("validDays", 0, "bindWithinDays", 30, "rebind",
                "NEVER", "reason", "xx")).code()).isEqualTo("INVALID");
        assertThat(operator.get("/api/staff/binding-policy").ok().path("validDays").asInt()).isEqualTo(30);
        assertThat(scheme(operator, "commission").path("version").asInt()).isEqualTo(1);
        assertThat(staff("kefu").put("/api/staff/schemes/commission", Map.of("enabled", false, "reason", "xx")).code())
                .isEqualTo("FORBIDDEN");
    }

    private static JsonNode scheme(ShopClient who, String code) {
        for (JsonNode each : who.get("/api/staff/schemes").ok()) {
            if (each.path("code").asString().equals(code)) {
                return each;
            }
        }
        throw new AssertionError(code);
    }

    @Test
    @Capability({"GRP-11", "REF-27", "REF-33"})
    void aCardCarriesTheOwnCodeAndItsQrOpensThePage() throws Exception {
        JsonNode strangers = shop.get("/api/shop/share?kind=PROMOTER").ok();
        assertThat(strangers.path("inviteCode").isMissingNode()).isTrue();
        ShopClient inviter = shop.login(phone());
        JsonNode card = inviter.get("/api/shop/share?kind=PROMOTER").ok();
        String code = me(inviter).path("inviteCode").asString();
        assertThat(card.path("url").asString()).startsWith("http").endsWith("/pages/home/home?by=" + code);

        BufferedImage png = ImageIO.read(URI.create("http://127.0.0.1:" + port + card.path("qrUrl").asString())
                .toURL());
        int[] pixels = png.getRGB(0, 0, png.getWidth(), png.getHeight(), null, 0, png.getWidth());
        assertThat(new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(
                png.getWidth(), png.getHeight(), pixels)))).getText()).isEqualTo(card.path("url").asString());

        String svg = shop.get(card.path("posterUrl").asString()).text();
        assertThat(svg).startsWith("<svg").contains(me(inviter).path("nickname").asString());
        DocumentBuilderFactory xml = DocumentBuilderFactory.newInstance();
        xml.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        xml.newDocumentBuilder().parse(new java.io.ByteArrayInputStream(
                svg.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(shop.get("/api/shop/share/poster.svg?kind=PROMOTER&by=%22%3E%3Cscript%3E").text())
                .doesNotContain("script");
        assertThat(shop.get("/api/shop/share?kind=PRODUCT").code()).isEqualTo("INVALID");
        assertThat(shop.get("/api/shop/share?kind=PRODUCT&id=1").code()).isEqualTo("NOT_FOUND");
        assertThat(shop.get("/api/shop/share?kind=GROUP&id=-1").code()).isEqualTo("NOT_FOUND");
        assertThat(shop.get("/api/shop/share?kind=THING").code()).isEqualTo("INVALID");
        assertThat(shop.get("/api/shop/share").code()).isEqualTo("INVALID");
    }
}
