package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** the page of a round in a real browser, in both languages, dark and light. */
@Tag("browser")
class AnalysePageTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path AXE =
            Path.of(System.getProperty("yochi.root", "..")).resolve("console/node_modules/axe-core/axe.min.js");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void thePageHasNoBarrierAndAsksNobody() throws IOException {
        if (!Files.isExecutable(CHROMIUM) || !Files.isReadable(AXE)) {
            System.out.println("NEEDS chromium and axe-core: AnalysePageTest.thePageHasNoBarrierAndAsksNobody");
            return;
        }
        MadeReports.threeSensors(folder);
        Path file = folder.resolve("round.html");
        assertThat(new Stage()
                        .run("analyse", "--reports", folder.toString(), "--home", "JP", "--html", file.toString()))
                .isZero();
        List<String> requests = new ArrayList<>();
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(CHROMIUM)
                                .setArgs(List.of("--no-sandbox", "--disable-gpu")))) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                Page page = browser.newPage(
                        new Browser.NewPageOptions().setColorScheme(scheme).setLocale("en-US"));
                page.onRequest(request -> requests.add(request.url()));
                page.navigate(file.toUri().toString());
                page.evaluate(Files.readString(AXE));
                assertThat(violations(page)).isEmpty();
                page.click("#language");
                assertThat(page.title()).contains("分析");
                assertThat(page.isVisible("text=攻撃の受け方が似た地域")).isTrue();
                assertThat(violations(page)).isEmpty();
                page.click("#theme");
                assertThat(violations(page)).isEmpty();
            }
        }
        assertThat(requests).allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
    }

    private static String violations(Page page) {
        return page.evaluate("async () => JSON.stringify((await axe.run()).violations"
                        + ".map(v => v.id + ' ' + v.nodes[0].html))")
                .toString()
                .replace("[]", "");
    }
}
