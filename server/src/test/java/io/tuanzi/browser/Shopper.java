package io.tuanzi.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** A person with a phone in their hand; every deed is a tap on what the screen says. */
final class Shopper {

    private static final double SOON_MS = 20_000;

    final Page page;
    private final String phone;
    private final String name;

    Shopper(Page page, String phone, String name) {
        this.page = page;
        this.phone = phone;
        this.name = name;
    }

    void visit(String path) {
        page.navigate(path);
    }

    /** Taps the button whose words begin so; what is hidden under another page does not count. */
    void tap(String words) {
        button(words).click();
    }

    Locator button(String words) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions()
                .setName(Pattern.compile("^\\s*" + words))).last();
    }

    Locator link(String words) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(words)).last();
    }

    void sees(String words) {
        assertThat(page.getByText(words).filter(new Locator.FilterOptions().setVisible(true)).first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SOON_MS));
    }

    void fill(String label, String text) {
        page.locator("uni-input[aria-label='" + label + "'] input")
                .filter(new Locator.FilterOptions().setVisible(true)).fill(text);
    }

    /** Signs in by the code the demo shop shows in the face of the page. */
    void logIn() {
        fill("手机号", phone);
        tap("发验证码");
        tap("填上");
        button("登录").click();
    }

    /** Fills in an address when the checkout has none, comes back to it and goes to the cashier. */
    void addAddress() {
        tap("添加收货地址");
        fill("收货人", name);
        fill("手机号", phone);
        page.locator("[aria-label='省']:visible").click();
        page.getByText("完成", new Page.GetByTextOptions().setExact(true))
                .filter(new Locator.FilterOptions().setVisible(true)).click();
        fill("市", "北京市");
        fill("区县", "东城区");
        fill("详细地址", "东四十条 22 号 2 单元 301");
        tap("保存");
    }

    /** From the checkout over the sandbox cashier to the page that says it is paid. */
    void pay() {
        tap("微信付");
        page.locator("#pay").click();
        sees("付好了");
    }

    /** The number in the address of the page, such as {@code id=7}. */
    long number(String key) {
        var found = Pattern.compile("[?&]" + key + "=(\\d+)").matcher(page.url());
        if (!found.find()) {
            throw new AssertionError("no " + key + " in " + page.url());
        }
        return Long.parseLong(found.group(1));
    }
}
