package yochi.centre.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.javalin.Javalin;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import yochi.centre.open.MadeUpOpen;
import yochi.centre.open.OpenRoutes;
import yochi.centre.open.OpenSettings;
import yochi.core.model.Ticker;

/** X-3a: the open page in a real browser: accessible, by keyboard, on a phone, and it asks nobody else for anything. */
@Tag("browser")
class OpenPageTest {
    @Test
    void theOpenPageIsWithoutViolationInBothLanguagesSchemesAndOnAPhone() throws Exception {
        if (!Chromium.installed() || Chromium.axe().isEmpty()) {
            System.out.println("NEEDS chromium and axe-core: OpenPageTest");
            return;
        }
        String axe = Files.readString(Chromium.axe().orElseThrow());
        OpenRoutes routes = new OpenRoutes(OpenSettings.defaults(), MadeUpOpen::full, Ticker.system());
        Javalin server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    routes.register(config.routes);
                })
                .start("127.0.0.1", 0);
        String address = "http://127.0.0.1:" + server.port();
        List<String> violations = new ArrayList<>();
        try (Chromium chromium = Chromium.launch()) {
            for (String language : List.of("en", "ja")) {
                for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    Page page = chromium.page("en", scheme, 1280, 900, Optional.empty());
                    page.navigate(address + "/public/" + language);
                    page.evaluate(axe);
                    violations.addAll(ConsoleTest.check(page, language + " " + scheme));
                    page.setViewportSize(360, 740);
                    assertThat(page.evaluate("document.documentElement.scrollWidth"))
                            .isEqualTo(360);
                    page.context().close();
                }
            }
            byKeyboard(chromium.page("en", ColorScheme.LIGHT, 1280, 900, Optional.empty()), address);
            assertThat(violations).isEmpty();
            assertThat(chromium.requests()).isNotEmpty().allMatch(url -> url.startsWith(address));
        } finally {
            server.stop();
        }
    }

    private static void byKeyboard(Page page, String address) {
        page.navigate(address + "/public/en");
        page.keyboard().press("Tab");
        assertThat(page.evaluate("document.activeElement.className")).isEqualTo("skip");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        assertThat(page.evaluate("document.activeElement.lang")).isEqualTo("ja");
        page.keyboard().press("Enter");
        page.waitForSelector("html[lang=ja]");
        page.context().close();
    }
}
