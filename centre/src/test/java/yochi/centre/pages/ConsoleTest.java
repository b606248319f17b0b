package yochi.centre.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The pages in a real browser: accessible in both languages and schemes, silent to the world, usable by keyboard. */
@Tag("browser")
class ConsoleTest {
    private static final String RULES = "wcag2a,wcag2aa,wcag21a,wcag21aa,wcag22aa,best-practice";
    private static final Optional<String> LOOKED = Optional.of("2026-11-20T18:00:00Z");

    /** Every view, and those that show one thing in full. */
    private static List<String> addresses() {
        return Stream.concat(Stream.of(Pages.VIEWS), Stream.of("/forecasts?id=f-asn", "/forecasts?id=f-count"))
                .toList();
    }

    @Test
    void everyPageIsWithoutViolationInBothLanguagesAndSchemes() throws Exception {
        if (!ready("everyPageIsWithoutViolationInBothLanguagesAndSchemes")) {
            return;
        }
        String axe = Files.readString(Chromium.axe().orElseThrow());
        List<String> violations = new ArrayList<>();
        int checked = 0;
        try (PagesServer server = PagesServer.start(new MadeUpBoard());
                Chromium chromium = Chromium.launch()) {
            for (String language : List.of("en", "ja")) {
                for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    Page page = chromium.page(language, scheme, 1280, 900, LOOKED);
                    for (String view : addresses()) {
                        page.navigate(server.address(view));
                        Chromium.settle(page);
                        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
                        page.evaluate(axe);
                        violations.addAll(check(page, view + " " + language + " " + scheme));
                        checked++;
                    }
                    page.context().close();
                }
            }
            assertThat(violations).isEmpty();
            assertThat(checked).isEqualTo(4 * addresses().size()).isGreaterThan(50);
            assertThat(chromium.complaints()).isEmpty();
            assertThat(chromium.requests()).isNotEmpty().allMatch(url -> url.startsWith(server.address("/")));
        }
    }

    /** English that has no Japanese is marked as such, so that one look tells whether any is left. */
    @Test
    void onJapanesePagesNoSentenceOfTheCentreIsLeftInEnglish() throws Exception {
        if (!ready("onJapanesePagesNoSentenceOfTheCentreIsLeftInEnglish")) {
            return;
        }
        try (PagesServer server = PagesServer.start(new MadeUpBoard());
                Chromium chromium = Chromium.launch()) {
            Page page = chromium.page("ja", ColorScheme.LIGHT, 1280, 900, LOOKED);
            for (String view : addresses()) {
                page.navigate(server.address(view));
                Chromium.settle(page);
                assertThat(page.locator("main [lang=en]").allTextContents())
                        .as(view)
                        .isEmpty();
                // A value that a sentence asks for and does not get would show its braces.
                assertThat(page.locator("main").textContent()).as(view).doesNotContainPattern("[{}]");
            }
        }
    }

    /** The checker itself finds a planted fault. */
    @Test
    void aPlantedViolationIsFound() throws Exception {
        if (!ready("aPlantedViolationIsFound")) {
            return;
        }
        try (PagesServer server = PagesServer.start(new MadeUpBoard());
                Chromium chromium = Chromium.launch()) {
            Page page = chromium.page("en", ColorScheme.LIGHT, 1280, 900, LOOKED);
            page.navigate(server.address("/alerts"));
            Chromium.settle(page);
            page.evaluate(
                    "document.querySelector('main').appendChild(document.createElement('img')).src = '/mark.svg'");
            page.evaluate(Files.readString(Chromium.axe().orElseThrow()));
            assertThat(check(page, "planted")).anyMatch(fault -> fault.contains("image-alt"));
        }
    }

    @Test
    void theKeyboardReachesTheContentTheLanguageAndEveryView() throws Exception {
        if (!ready("theKeyboardReachesTheContentTheLanguageAndEveryView")) {
            return;
        }
        try (PagesServer server = PagesServer.start(new MadeUpBoard());
                Chromium chromium = Chromium.launch()) {
            Page page = chromium.page("en", ColorScheme.LIGHT, 1280, 900, LOOKED);
            page.navigate(server.address("/"));
            Chromium.settle(page);
            page.keyboard().press("Tab");
            assertThat(page.evaluate("document.activeElement.className")).isEqualTo("skip");
            assertThat(page.locator(".skip").isVisible()).isTrue();
            page.keyboard().press("Enter");
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("main");

            page.locator("#language-ja").focus();
            page.keyboard().press("Enter");
            page.waitForSelector("html[lang=ja]");
            Chromium.settle(page);
            assertThat(page.locator("h1").textContent()).isEqualTo("現在の状況");
            page.reload();
            Chromium.settle(page);
            assertThat(page.getAttribute("html", "lang")).isEqualTo("ja");

            page.locator("#nav-alerts").focus();
            page.keyboard().press("Enter");
            page.waitForSelector("main[data-page=alerts]");
            assertThat(page.url()).endsWith("/alerts");
            assertThat(page.getAttribute("#nav-alerts", "aria-current")).isEqualTo("page");

            page.navigate(server.address("/sightings"));
            Chromium.settle(page);
            page.locator("#side-sensor").focus();
            page.keyboard().press("ArrowRight");
            page.waitForSelector("svg.map.origin");
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("side-origin");

            page.navigate(server.address("/series"));
            Chromium.settle(page);
            String before = page.locator("output.readout").textContent();
            page.locator("#chart").focus();
            page.keyboard().press("ArrowLeft");
            page.keyboard().press("ArrowLeft");
            assertThat(page.locator("output.readout").textContent()).isNotEqualTo(before);

            page.navigate(server.address("/regions"));
            Chromium.settle(page);
            page.locator("#alike-picture").focus();
            page.keyboard().press("ArrowRight");
            assertThat(page.locator("section[aria-labelledby=alike] output")
                            .textContent())
                    .contains("総合類似度 0.80");
            assertThat(page.locator("section[aria-labelledby=alike] svg .on").count())
                    .isEqualTo(1);
        }
    }

    @Test
    void theKeyboardChoosesForecastsAndOpensOne() throws Exception {
        if (!ready("theKeyboardChoosesForecastsAndOpensOne")) {
            return;
        }
        try (PagesServer server = PagesServer.start(new MadeUpBoard());
                Chromium chromium = Chromium.launch()) {
            Page page = chromium.page("ja", ColorScheme.LIGHT, 1280, 900, LOOKED);
            page.navigate(server.address("/forecasts"));
            Chromium.settle(page);
            page.locator("#of-all").focus();
            page.keyboard().press("ArrowRight");
            page.keyboard().press("ArrowRight");
            page.waitForSelector("#of-network:checked");
            page.waitForSelector("main:not(:has(#open-f-home))");
            page.locator("#open-f-asn").focus();
            page.keyboard().press("Enter");
            page.waitForSelector("#back");
            assertThat(page.locator("h1").textContent()).contains("AS64500への攻撃命令", "7 日以内");
        }
    }

    @Test
    void originsAndVictimsAreNeverOnOneMapAndTheTablesAreNamed() throws Exception {
        if (!ready("originsAndVictimsAreNeverOnOneMapAndTheTablesAreNamed")) {
            return;
        }
        try (PagesServer server = PagesServer.start(new MadeUpBoard());
                Chromium chromium = Chromium.launch()) {
            Page page = chromium.page("en", ColorScheme.LIGHT, 1280, 900, LOOKED);
            for (String side : List.of("sensor", "origin", "victim")) {
                page.navigate(server.address("/sightings?side=" + side));
                Chromium.settle(page);
                assertThat(page.locator("svg.map").count()).isEqualTo(1);
                assertThat(page.locator("svg.map." + side).count()).isEqualTo(1);
                assertThat(page.locator("a[href='https://db-ip.com/']").count())
                        .isEqualTo(side.equals("sensor") ? 0 : 1);
            }
        }
    }

    @Test
    void whatWasReadIsRememberedAndNewsArriveByThemselves() throws Exception {
        if (!ready("whatWasReadIsRememberedAndNewsArriveByThemselves")) {
            return;
        }
        try (PagesServer server = PagesServer.start(new MadeUpBoard());
                Chromium chromium = Chromium.launch()) {
            Page page = chromium.page("en", ColorScheme.LIGHT, 1280, 900, Optional.empty());
            page.navigate(server.address("/"));
            Chromium.settle(page);
            assertThat(page.locator(".news > li").count()).isEqualTo(3);
            page.locator("#read").click();
            page.waitForSelector("text=Nothing happened since you last looked.");
            page.reload();
            page.waitForSelector("text=Nothing happened since you last looked.");
            server.pages.changed(View.START);
            page.waitForSelector(
                    "#heard:has-text('Updated')",
                    new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
        }
    }

    @Test
    void onANarrowScreenNothingMakesThePageItselfScrollSideways() throws Exception {
        if (!ready("onANarrowScreenNothingMakesThePageItselfScrollSideways")) {
            return;
        }
        try (PagesServer server = PagesServer.start(new MadeUpBoard());
                Chromium chromium = Chromium.launch()) {
            for (String language : List.of("en", "ja")) {
                Page page = chromium.page(language, ColorScheme.LIGHT, 360, 740, LOOKED);
                for (String view : addresses()) {
                    page.navigate(server.address(view));
                    Chromium.settle(page);
                    assertThat(page.evaluate("document.documentElement.scrollWidth"))
                            .as(view + " " + language)
                            .isEqualTo(360);
                }
                page.context().close();
            }
        }
    }

    /**
     * README's picture: of the running centre whose address {@code yochi.console.address} gives, else of the made-up
     * board; into the folder that {@code yochi.pictures} names, else below target.
     */
    @Test
    void thePictureForTheReadmeIsTaken() throws Exception {
        if (!ready("thePictureForTheReadmeIsTaken")) {
            return;
        }
        Path folder = Path.of(System.getProperty("yochi.pictures", "target/pictures"));
        Files.createDirectories(folder);
        Path picture = folder.resolve("console.png");
        String running = System.getProperty("yochi.console.address", "");
        try (PagesServer server = PagesServer.start(new MadeUpBoard());
                Chromium chromium = Chromium.launch()) {
            Pictures.readme(chromium, running.isEmpty() ? server.address("/") : running, picture);
        }
        assertThat(Files.size(picture)).isGreaterThan(20_000);
    }

    private static boolean ready(String test) {
        boolean ready = Chromium.installed()
                && Chromium.axe().isPresent()
                && StaticFiles.built().present();
        if (!ready) {
            System.out.println("NEEDS chromium, axe-core and the built pages: ConsoleTest." + test);
        }
        return ready;
    }

    @SuppressWarnings("unchecked")
    static List<String> check(Page page, String where) {
        Object found = page.evaluate(
                "async rules => (await axe.run(document, {runOnly: rules.split(',')})).violations"
                        + ".flatMap(v => v.nodes.map(n => v.id + ' ' + n.target.join(' ') + ' ' + n.failureSummary))",
                RULES);
        List<String> out = new ArrayList<>();
        ((List<Object>) found).forEach(fault -> out.add(where + ": " + fault));
        return out;
    }
}
