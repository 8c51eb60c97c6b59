package io.tuanzi.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;

/** Three friends and a clerk, told from the first tap to the refund. */
final class GroupStory {

    private static final double LIVE_MS = 20_000;

    private final String base;
    private final Chromium chromium;
    private final long productId;
    private final List<Long> orders = new ArrayList<>();
    private String share = "";
    private long groupId;

    GroupStory(String base, Chromium chromium, long productId) {
        this.base = base;
        this.chromium = chromium;
        this.productId = productId;
    }

    void tell() {
        Shopper leader = shopper("leader", "13900100001", "林见");
        Clerk clerk = new Clerk(chromium.desk("clerk", base, "zh-CN"));
        looksIn();
        becomesPromoter(leader);
        opensGroup(leader);
        Shopper second = shopper("second", "13900100002", "周和");
        joins(second, 1);
        clerk.logIn("guanli", "demo-guanli-2026");
        Shopper third = shopper("third", "13900100003", "陈知");
        joins(third, 2);
        completesOnTheLeadersPage(leader);
        shipsTheParcels(clerk);
        receives(leader, orders.get(0));
        receives(third, orders.get(2));
        returnsOneItem(third, clerk);
        seesTheEarnings(leader);
        looksAround(leader, clerk);
    }

    private Shopper shopper(String who, String phone, String name) {
        return new Shopper(chromium.phone(who, base, "zh-CN"), phone, name);
    }

    /** Somebody at a desk, before anything of the story happened. */
    private void looksIn() {
        Page desk = chromium.desk("visitor", base, "zh-CN");
        desk.navigate(base + "/");
        assertThat(desk.getByText("正在拼").first()).isVisible();
        desk.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
        Chromium.picture(desk, "home-desktop");
    }

    private static void becomesPromoter(Shopper leader) {
        leader.visit("/");
        leader.sees("正在拼");
        leader.page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
        Chromium.picture(leader.page, "home-phone");
        leader.visit("/pages/promoter/promoter");
        leader.tap("去登录");
        leader.logIn();
        leader.page.getByRole(AriaRole.CHECKBOX).last().click();
        leader.tap("加入推广");
        leader.sees("我的邀请码");
    }

    private void opensGroup(Shopper leader) {
        leader.visit("/pages/product/product?id=" + productId);
        leader.sees("3 人成团，各付各的");
        leader.page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
        Chromium.picture(leader.page, "product-phone");
        leader.tap("开团");
        leader.page.getByRole(AriaRole.DIALOG).getByText("开团").click();
        leader.addAddress();
        assertThat(leader.button("微信付")).isVisible();
        Chromium.picture(leader.page, "checkout-phone");
        leader.pay();
        orders.add(leader.number("orderId"));
        leader.tap("叫朋友来坐");
        Locator link = leader.page.locator(".linkrow .url").last();
        assertThat(link).containsText("by=");
        Chromium.picture(leader.page, "paid-phone");
        share = link.innerText().strip();
        leader.visit(share);
        groupId = leader.number("id");
        leader.sees("再来 2 位");
    }

    /** A friend opens the link, signs in, is back on the same page with the same inviter, sits down and pays. */
    private void joins(Shopper friend, int before) {
        friend.visit(share);
        friend.sees("邀请你来坐");
        friend.sees("再来 " + (3 - before) + " 位");
        if (before == 1) {
            friend.page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
            Chromium.picture(friend.page, "group-phone");
        }
        sit(friend);
        friend.logIn();
        friend.sees("邀请你来坐");
        org.assertj.core.api.Assertions.assertThat(friend.number("id")).isEqualTo(groupId);
        sit(friend);
        friend.addAddress();
        friend.pay();
        orders.add(friend.number("orderId"));
    }

    private static void sit(Shopper friend) {
        friend.tap("坐下，先付");
        Locator sheet = friend.page.getByRole(AriaRole.DIALOG);
        Locator onward = sheet.or(friend.page.locator("uni-input:visible")).or(friend.button("添加收货地址")).first();
        assertThat(onward).isVisible();
        if (sheet.isVisible()) {
            sheet.getByText("坐下，先付").click();
        }
    }

    private static void completesOnTheLeadersPage(Shopper leader) {
        assertThat(leader.page.getByText("坐满，成团了").first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LIVE_MS));
        Chromium.shoot(leader.page, "group-full");
    }

    private void shipsTheParcels(Clerk clerk) {
        Chromium.picture(clerk.page, "console-board");
        clerk.open("/orders");
        Chromium.shoot(clerk.page, "console-orders");
        for (long order : orders) {
            clerk.ship(order, "SF" + (1_000_000 + order));
        }
        Chromium.picture(clerk.page, "console-order");
    }

    private static void receives(Shopper shopper, long order) {
        shopper.visit("/pages/order/order?id=" + order);
        shopper.tap("确认收货");
        shopper.page.getByText("收到了", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(shopper.link("退货退款")).isVisible();
        Chromium.shoot(shopper.page, "order-received-" + order);
    }

    private void returnsOneItem(Shopper friend, Clerk clerk) {
        friend.link("退货退款").click();
        friend.tap("多一件");
        friend.sees("一共退回");
        Chromium.shoot(friend.page, "return");
        friend.tap("申请退");
        friend.sees("等店里答复");
        clerk.open("/returns");
        clerk.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("同意").setExact(true)).first().click();
        clerk.fill("为什么", "七天内，同意退");
        clerk.confirm("同意");
        friend.visit("/pages/order/order?id=" + orders.get(2));
        friend.tap("填寄回单号");
        friend.fill("快递公司", "顺丰速运");
        friend.fill("运单号", "SF99887766");
        friend.tap("已寄出");
        friend.sees("寄回路上");
        clerk.open("/returns");
        clerk.button("确认收到，退款").first().click();
        clerk.fill("为什么", "收到，完好");
        Chromium.shoot(clerk.page, "console-return");
        clerk.confirm("确认收到，退款");
        refunded(friend);
    }

    /** The refund goes to the provider and comes back as a notification; a look at the page again shows it. */
    private void refunded(Shopper friend) {
        org.awaitility.Awaitility.await().atMost(java.time.Duration.ofSeconds(60)).until(() -> {
            friend.visit("/pages/order/order?id=" + orders.get(2));
            friend.sees("为什么是这个价");
            return friend.page.getByText("已到账").count() > 0;
        });
        Chromium.shoot(friend.page, "order-refunded");
    }

    private static void seesTheEarnings(Shopper leader) {
        leader.visit("/pages/promoter/promoter");
        leader.sees("等退款期过");
        leader.sees("退货扣回");
        leader.page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
        Chromium.picture(leader.page, "promoter-phone");
    }

    private void looksAround(Shopper leader, Clerk clerk) {
        clerk.open("/orders/" + orders.get(2));
        assertThat(clerk.page.getByText("每一分钱的去向").first()).isVisible();
        Chromium.shoot(clerk.page, "console-order-refunded");
        leader.visit("/pages/messages/messages");
        leader.sees("拼团成功");
        leader.sees("包裹已发出");
        Chromium.shoot(leader.page, "messages");
    }
}
