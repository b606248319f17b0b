package yochi.centre.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Debian's chromium under Playwright, which downloads nothing; remembers every address that a page asked for. */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-color-profile=srgb");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

    private Chromium() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setHeadless(true)
                        .setArgs(ARGUMENTS));
    }

    static Chromium launch() {
        return new Chromium();
    }

    static boolean installed() {
        return Files.isExecutable(PROGRAM);
    }

    /** axe-core as the console's npm packages hold it, looked for upwards from the working directory. */
    static Optional<Path> axe() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path axe = at.resolve("console/node_modules/axe-core/axe.min.js");
            if (Files.isReadable(axe)) {
                return Optional.of(axe);
            }
        }
        return Optional.empty();
    }

    /** A fresh browser window with the reader's choices; {@code looked} is when news were last read. */
    Page page(String language, ColorScheme scheme, int width, int height, Optional<String> looked) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setLocale("en-US")
                .setTimezoneId("America/New_York")
                .setIgnoreHTTPSErrors(true)
                .setViewportSize(width, height));
        context.addInitScript("localStorage.getItem('yochi.language') ?? localStorage.setItem('yochi.language', '"
                + language + "');"
                + looked.map(at -> "localStorage.setItem('yochi.looked', '" + at + "');")
                        .orElse(""));
        Page page = context.newPage();
        page.onRequest(request -> requests.add(request.url()));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        return page;
    }

    /** Every address that any page asked for. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** What the browser's console complained about, refusals by the content security policy among it. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Waits until the page is drawn. */
    static void settle(Page page) {
        page.waitForSelector("main[data-page]:not([aria-busy])");
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
