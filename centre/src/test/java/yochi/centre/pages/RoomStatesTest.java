package yochi.centre.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rooms of forecasts and of the situation where there is nothing yet, and where the centre fails. */
@Tag("browser")
class RoomStatesTest {
    private static final String DATA = "data:text/plain;charset=utf-8,";
    private static final List<String> ROOMS =
            List.of("/forecasts", "/alerts", "/notices", "/sites", "/duty", "/record", "/fleet");

    @Test
    void aRoomWithNothingInItSaysSoInBothLanguages() throws Exception {
        if (!ready("aRoomWithNothingInItSaysSoInBothLanguages")) {
            return;
        }
        String axe = Files.readString(Chromium.axe().orElseThrow());
        List<String> violations = new ArrayList<>();
        try (PagesServer server = PagesServer.start(empty());
                Chromium chromium = Chromium.launch()) {
            for (String language : List.of("en", "ja")) {
                Page page = chromium.page(language, ColorScheme.DARK, 390, 800, Optional.empty());
                for (String room : ROOMS) {
                    page.navigate(server.address(room));
                    Chromium.settle(page);
                    assertThat(page.locator("main .nothing").count()).as(room).isPositive();
                    assertThat(page.locator("main [role=alert]").count()).as(room).isZero();
                    page.evaluate(axe);
                    violations.addAll(ConsoleTest.check(page, room + " " + language));
                }
                page.context().close();
            }
            assertThat(chromium.complaints()).isEmpty();
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void aRoomWhoseFiguresCannotBeHadSaysSoAndOffersAnotherTry() throws Exception {
        if (!ready("aRoomWhoseFiguresCannotBeHadSaysSoAndOffersAnotherTry")) {
            return;
        }
        try (PagesServer server = PagesServer.start(board(Map.of()));
                Chromium chromium = Chromium.launch()) {
            Page page = chromium.page("en", ColorScheme.LIGHT, 1280, 900, Optional.empty());
            for (String room :
                    List.of("/forecasts", "/forecasts?id=gone", "/alerts", "/notices", "/sites", "/record")) {
                page.navigate(server.address(room));
                Chromium.settle(page);
                assertThat(page.locator("main [role=alert]").count()).as(room).isEqualTo(1);
                page.locator("#again").focus();
                assertThat(page.evaluate("document.activeElement.id")).as(room).isEqualTo("again");
            }
        }
    }

    @Test
    void theHandOverNoteIsOneClickAndInTheReadersLanguage() throws Exception {
        if (!ready("theHandOverNoteIsOneClickAndInTheReadersLanguage")) {
            return;
        }
        try (PagesServer server = PagesServer.start(new MadeUpBoard());
                Chromium chromium = Chromium.launch()) {
            Page page = chromium.page("ja", ColorScheme.LIGHT, 1280, 900, Optional.empty());
            page.navigate(server.address("/alerts"));
            Chromium.settle(page);
            String note = URLDecoder.decode(
                    page.locator("#note-alert-1").getAttribute("href").substring(DATA.length()),
                    StandardCharsets.UTF_8);
            assertThat(note)
                    .contains("AS64500 の標的 10 件に対する攻撃命令", "ordered-once", "流量制限を待機させる。", "test-isp", "JST")
                    .doesNotContain("{", "undefined");
            assertThat(page.waitForDownload(() -> page.locator("#note-alert-1").click())
                            .suggestedFilename())
                    .isEqualTo("handover-alert-1.txt");
        }
    }

    private static boolean ready(String test) {
        boolean ready = Chromium.installed()
                && Chromium.axe().isPresent()
                && StaticFiles.built().present();
        if (!ready) {
            System.out.println("NEEDS chromium, axe-core and the built pages: RoomStatesTest." + test);
        }
        return ready;
    }

    private static Board empty() {
        return board(Map.of(
                "forecasts", new ForecastBoard(Optional.empty(), List.of(), 0, SourceLists.none()),
                "alerts", List.of(),
                "fleet", new Fleet(List.of(), List.of()),
                "sites", new SiteBoard("0", Optional.empty(), List.of(), List.of(), List.of()),
                "precision", List.of(),
                "machines", new Machines(Instant.EPOCH, List.of()),
                "notices", new Notices(Instant.EPOCH, List.of(), List.of(), List.of()),
                "record",
                        new ForecastRecord(
                                0, 0, 0, 0, 0, List.of(), List.of(), 0, OptionalLong.empty(), OptionalLong.empty(), 0,
                                true, 30,
                                OptionalDouble.empty(), List.of(), List.of(), List.of(), List.of(), List.of(),
                                List.of(), List.of(), List.of(), List.of(), List.of(), List.of())));
    }

    /** Answers these questions as told, and knows besides only whose centre it is. */
    static Board board(Map<String, Object> answers) {
        MadeUpBoard madeUp = new MadeUpBoard();
        return (Board) Proxy.newProxyInstance(
                RoomStatesTest.class.getClassLoader(), new Class<?>[] {Board.class}, (proxy, method, arguments) -> {
                    if (answers.containsKey(method.getName())) {
                        return answers.get(method.getName());
                    }
                    if (!method.getName().equals("about")) {
                        throw new IllegalStateException("a planted failure");
                    }
                    try {
                        return method.invoke(madeUp, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
