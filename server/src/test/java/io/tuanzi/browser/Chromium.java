package io.tuanzi.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import io.tuanzi.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The browser that is installed on this machine, never a downloaded one. Each person has a context of their own; what a
 * page complains of (an error in its console, an exception, a refused style) is kept, and a test can ask for it.
 */
final class Chromium implements AutoCloseable {

    private static final double WORTH_A_NEW_ONE = 0.006;
    private static final double PATIENCE_MS = 20_000;
    private static final String PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 "
            + "(KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36";
    private static final List<String> PLACES = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    Chromium() {
        Path program = Stream.of(PLACES.toArray(String[]::new)).map(Path::of).filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new IllegalStateException("No Chromium: install it (apt-get install chromium)"));
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(program)
                .setHeadless(true).setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update", "--disable-sync",
                        "--disable-dev-shm-usage")));
    }

    /** A phone of 390 × 844 with nothing in it yet. */
    Page phone(String who, String base, String locale) {
        return open(who, new Browser.NewContextOptions().setViewportSize(390, 844).setDeviceScaleFactor(1.5)
                .setHasTouch(true).setIsMobile(true).setUserAgent(PHONE).setLocale(locale).setBaseURL(base));
    }

    /** A desk with a screen of 1440 × 900. */
    Page desk(String who, String base, String locale) {
        return open(who, new Browser.NewContextOptions().setViewportSize(1440, 900).setLocale(locale)
                .setBaseURL(base));
    }

    private Page open(String who, Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options.setTimezoneId("Asia/Shanghai")
                .setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(PATIENCE_MS);
        Page page = context.newPage();
        page.onConsoleMessage((ConsoleMessage said) -> {
            // a door that asks for a login says so by 401; that is its answer, not a fault
            if (said.type().equals("error") && !said.text().contains("status of 401")) {
                complaints.add(who + " on " + page.url() + ": " + said.text());
            }
        });
        page.onPageError(error -> complaints.add(who + " on " + page.url() + ": " + error));
        return page;
    }

    /** Keeps what every open page shows now: what one looks at first when a story stopped. */
    void shootAll() {
        for (BrowserContext context : browser.contexts()) {
            for (Page page : context.pages()) {
                shoot(page, "last-" + browser.contexts().indexOf(context));
            }
        }
    }

    /** What pages complained of so far. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Keeps what the page shows now as {@code target/browser/NAME.png}. */
    static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(TestDatabase.target().resolve("browser/" + name + ".png")));
    }

    /**
     * Keeps it, and with {@code TUANZI_PICTURES=write} as a picture of the documents too, if it looks different from
     * the one there: an hour or a number that moved is no reason for a new one.
     */
    static void picture(Page page, String name) {
        shoot(page, name);
        if ("write".equals(System.getenv("TUANZI_PICTURES"))) {
            Path kept = TestDatabase.target().resolve("../../docs/pictures/" + name + ".png").normalize();
            Path shot = TestDatabase.target().resolve("browser/" + name + ".png");
            try {
                Files.createDirectories(kept.resolveSibling("."));
                if (!Files.exists(kept) || Pictures.difference(shot, kept) > WORTH_A_NEW_ONE) {
                    Files.copy(shot, kept, StandardCopyOption.REPLACE_EXISTING);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
