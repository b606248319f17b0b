package yochi.centre.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing on any page is written as a program would: no raw instant, no 3.8e-06, no fifth digit, no English head. */
@Tag("browser")
class LegibleTest {
    /** ISO instants, exponents, a fifth decimal, what is no value; looked for in what is not folded away. */
    private static final List<Pattern> RAW = List.of(
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}"),
            Pattern.compile("\\d[eE][-+]\\d|10\\^"),
            Pattern.compile("\\d\\.\\d{5,}"),
            Pattern.compile("undefined|NaN|\\[object|Infinity"));

    private static final Pattern JAPANESE = Pattern.compile("[ぁ-んァ-ヶ一-龠]");
    /** Names that are the same in both languages, and heads without a word. */
    private static final Pattern NAMES = Pattern.compile(
            "[^A-Za-z]*|n|English|UTC|JST|AS\\d+|CRPS|CSV|JSON|[A-Z]{2}|(made-up|test)-.*"
                    + "|.*\\b(isp|power)-[a-z]+\\b.*");

    @Test
    void noPageWritesAsAProgramWould() {
        if (!ready("noPageWritesAsAProgramWould")) {
            return;
        }
        List<String> faults = new ArrayList<>();
        try (PagesServer server = PagesServer.start(new MadeUpBoard());
                Chromium chromium = Chromium.launch()) {
            for (String language : List.of("en", "ja")) {
                Page page = chromium.page(language, ColorScheme.LIGHT, 1280, 900, Optional.empty());
                for (String view : views()) {
                    page.navigate(server.address(view));
                    Chromium.settle(page);
                    String text = page.locator("main").innerText();
                    for (Pattern raw : RAW) {
                        raw.matcher(text)
                                .results()
                                .limit(3)
                                .forEach(r -> faults.add(view + " " + language + ": " + r.group()));
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void everyHeadAndButtonOfAJapanesePageIsJapanese() {
        if (!ready("everyHeadAndButtonOfAJapanesePageIsJapanese")) {
            return;
        }
        List<String> faults = new ArrayList<>();
        int seen = 0;
        try (PagesServer server = PagesServer.start(new MadeUpBoard());
                Chromium chromium = Chromium.launch()) {
            Page page = chromium.page("ja", ColorScheme.LIGHT, 1280, 900, Optional.empty());
            for (String view : views()) {
                page.navigate(server.address(view));
                Chromium.settle(page);
                for (String head : page.locator("main :is(h1,h2,h4,th[scope=col],button,legend,summary,dt,label)")
                        .allTextContents()) {
                    seen++;
                    if (!JAPANESE.matcher(head).find() && !NAMES.matcher(head.strip()).matches()) {
                        faults.add(view + ": " + head);
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(seen).isGreaterThan(200);
    }

    /** what forecasts are worth stands beside the rivals with its n, and too few outcomes get no curve. */
    @Test
    void theRecordDrawsTheValueBesideTheRivalsAndSaysWhereTheOutcomesAreTooFew() {
        if (!ready("theRecordDrawsTheValueBesideTheRivalsAndSaysWhereTheOutcomesAreTooFew")) {
            return;
        }
        try (PagesServer server = PagesServer.start(new MadeUpBoard());
                Chromium chromium = Chromium.launch()) {
            Page page = chromium.page("en", ColorScheme.LIGHT, 1280, 900, Optional.empty());
            page.navigate(server.address("/record"));
            Chromium.settle(page);
            assertThat(page.locator("svg.value").count()).isEqualTo(1);
            assertThat(page.locator("svg.value .ours circle").count()).isEqualTo(2);
            assertThat(page.locator("svg.value .rival circle").count()).isEqualTo(2);
            assertThat(page.locator("section[aria-labelledby=worth]").textContent())
                    .contains("70 statements, it came 14 times (20 %); 44 independent outcomes")
                    .contains("Independent outcomes: 2, too few (30 are needed)")
                    .contains("water-example", "isp-a");
            assertThat(page.locator("section[aria-labelledby=lastten]").textContent()).contains("were right");
        }
    }

    /** by length and count, never who; and where there is nothing, why. */
    @Test
    void howListsOfSourcesAndParcelsStandIsTold() {
        if (!ready("howListsOfSourcesAndParcelsStandIsTold")) {
            return;
        }
        try (PagesServer server = PagesServer.start(new MadeUpBoard());
                Chromium chromium = Chromium.launch()) {
            Page page = chromium.page("en", ColorScheme.LIGHT, 1280, 900, Optional.empty());
            page.navigate(server.address("/forecasts"));
            Chromium.settle(page);
            assertThat(page.locator("section[aria-labelledby=sources]").textContent())
                    .contains("tcp/22", "412", "47 (11.5 %)", "a node in Singapore told it too late")
                    .contains("Days sealed so far: 12; of these over: 11.")
                    .doesNotContain("no node tells");
            page.navigate(server.address("/fleet"));
            Chromium.settle(page);
            assertThat(page.locator("section[aria-labelledby=parcels] tbody tr").allTextContents())
                    .satisfiesExactly(
                            row -> assertThat(row).contains("Australia", "machines there that attack", "waiting", "2"),
                            row -> assertThat(row).contains("Australia", "read", "6"),
                            row -> assertThat(row).contains("Singapore", "expired", "1"));
        }
    }

    private static List<String> views() {
        return Stream.concat(Stream.of(Pages.VIEWS), Stream.of("/forecasts?id=f-asn", "/forecasts?id=f-count"))
                .toList();
    }

    private static boolean ready(String test) {
        boolean ready = Chromium.installed() && StaticFiles.built().present();
        if (!ready) {
            System.out.println("NEEDS chromium and the built pages: LegibleTest." + test);
        }
        return ready;
    }
}
