package io.tuanzi.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** A member of staff at the console. */
final class Clerk {

    final Page page;

    Clerk(Page page) {
        this.page = page;
    }

    void logIn(String username, String password) {
        page.navigate("/console/");
        page.locator("input[name=username]").fill(username);
        page.locator("input[name=password]").fill(password);
        page.locator("button[type=submit]").click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("实时看板");
    }

    void open(String path) {
        page.navigate("/console" + path);
    }

    Locator button(String words) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true));
    }

    Locator dialog() {
        return page.locator(".el-dialog:visible");
    }

    void fill(String label, String text) {
        dialog().getByLabel(label, new Locator.GetByLabelOptions().setExact(true)).first().fill(text);
    }

    /** Presses the one button that says the result, and waits until the server has said yes. */
    void confirm(String words) {
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words).setExact(true)).click();
        assertThat(dialog()).hasCount(0);
    }

    void ship(long orderId, String trackingNo) {
        open("/orders/" + orderId);
        button("发货").click();
        fill("快递公司", "顺丰速运");
        fill("运单号", trackingNo);
        confirm("发货");
        assertThat(page.getByText(trackingNo).first()).isVisible();
    }
}
