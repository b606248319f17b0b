package yochi.centre.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import yochi.core.model.Alert;

/** the inbox at three in the morning: by single keys, and with more alerts and notices than anybody can read. */
@Tag("browser")
class InboxTest {
    private static final int ALERTS = 2000;
    private static final int NOTICES = 5000;
    private static final String FOCUSED = "document.activeElement.id";

    @Test
    void fromTheInboxOneKeyLeadsToTheEvidenceTheOptionsTheDecisionAndTheNote() throws Exception {
        if (!ready("fromTheInboxOneKeyLeadsToTheEvidenceTheOptionsTheDecisionAndTheNote")) {
            return;
        }
        try (PagesServer server = PagesServer.start(new MadeUpBoard());
                Chromium chromium = Chromium.launch()) {
            Page page = chromium.page("ja", ColorScheme.DARK, 1280, 900, Optional.empty());
            page.navigate(server.address("/"));
            Chromium.settle(page);
            page.keyboard().press("i");
            page.waitForSelector("main[data-page=alerts]:not([aria-busy]) #row-alert-1[aria-current]");
            for (String[] step : new String[][] {
                {"e", "evidence-alert-1-summary"},
                {"p", "options-alert-1"},
                {"d", "sign-in-alert-1"},
                {"a", "sign-in-alert-1"},
                {"n", "note-alert-1"},
                {"o", "alert-1"}
            }) {
                page.keyboard().press(step[0]);
                assertThat(page.evaluate(FOCUSED)).as(step[0]).isEqualTo(step[1]);
            }
            assertThat(page.evaluate("document.getElementById('evidence-alert-1').open"))
                    .isEqualTo(true);
            page.keyboard().press("j");
            page.waitForSelector("#row-alert-2[aria-current]");
            page.waitForFunction(FOCUSED + " === 'row-alert-2'");
            assertThat(page.locator("article.alert").count()).isEqualTo(1);
            page.keyboard().press("k");
            page.waitForSelector("#row-alert-1[aria-current]");
            helpIsAWindowThatGivesTheFocusBack(page);
        }
    }

    private static void helpIsAWindowThatGivesTheFocusBack(Page page) throws Exception {
        page.locator("#note-alert-1").focus();
        page.keyboard().press("?");
        page.waitForSelector("dialog[open]");
        page.evaluate(Files.readString(Chromium.axe().orElseThrow()));
        assertThat(ConsoleTest.check(page, "help")).isEmpty();
        page.keyboard().press("j");
        assertThat(page.locator("#row-alert-1[aria-current]").count()).isEqualTo(1);
        // Who is disturbed by single keys switches them off; then only the question mark remains.
        page.locator("#keys-on").focus();
        page.keyboard().press("Space");
        page.keyboard().press("Escape");
        page.waitForSelector("dialog", new Page.WaitForSelectorOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
        assertThat(page.evaluate(FOCUSED)).isEqualTo("note-alert-1");
        page.keyboard().press("e");
        assertThat(page.evaluate(FOCUSED)).isEqualTo("note-alert-1");
    }

    @Test
    void aLinkToAnAlertThatIsOverShowsIt() throws Exception {
        if (!ready("aLinkToAnAlertThatIsOverShowsIt")) {
            return;
        }
        try (PagesServer server = PagesServer.start(new MadeUpBoard());
                Chromium chromium = Chromium.launch()) {
            Page page = chromium.page("en", ColorScheme.LIGHT, 1280, 900, Optional.empty());
            page.navigate(server.address("/alerts#alert-3"));
            Chromium.settle(page);
            assertThat(page.locator("article#alert-3").count()).isEqualTo(1);
            assertThat(page.locator("#show-over").isChecked()).isTrue();
            page.locator("label:has(#show-open)").click();
            page.waitForSelector("article#alert-1");
        }
    }

    @Test
    void thousandsOfAlertsAndNoticesAreTurnedOverPageByPage() throws Exception {
        if (!ready("thousandsOfAlertsAndNoticesAreTurnedOverPageByPage")) {
            return;
        }
        try (PagesServer server = PagesServer.start(crowded());
                Chromium chromium = Chromium.launch()) {
            Page page = chromium.page("en", ColorScheme.LIGHT, 1280, 900, Optional.empty());
            page.navigate(server.address("/alerts"));
            Chromium.settle(page);
            assertThat(page.locator(".list tbody tr").count()).isEqualTo(15);
            assertThat(page.locator(".pages [role=status]").textContent()).isEqualTo("1–15 of 2,000");
            for (int i = 0; i < 15; i++) {
                page.keyboard().press("j");
                page.waitForSelector("#row-alert-" + (i + 1) + "[aria-current]");
            }
            assertThat(page.locator(".pages [role=status]").textContent()).isEqualTo("16–30 of 2,000");
            page.locator("#page-nowcast-next").focus();
            page.keyboard().press("Enter");
            page.waitForSelector(".pages [role=status]:has-text('31–45')");
            assertThat(page.evaluate(FOCUSED)).isEqualTo("page-nowcast-next");
            assertThat(elements(page)).isLessThan(3000);

            page.navigate(server.address("/notices"));
            Chromium.settle(page);
            assertThat(page.locator("article.notice").count()).isEqualTo(20);
            assertThat(page.locator(".pages [role=status]").textContent()).isEqualTo("1–20 of 5,000");
            assertThat(elements(page)).isLessThan(3000);
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    private static int elements(Page page) {
        return ((Number) page.evaluate("document.querySelectorAll('*').length")).intValue();
    }

    private static Board crowded() {
        List<AlertCard> alerts = new ArrayList<>();
        for (int i = 0; i < ALERTS; i++) {
            alerts.add(MadeUpBoard.alert("alert-" + i, Alert.Basis.NOWCAST, AlertCard.State.OPEN, false));
        }
        List<Notices.Card> notices = new ArrayList<>();
        for (int i = 0; i < NOTICES; i++) {
            notices.add(MadeUpNotices.answered("notice-" + i, Instant.EPOCH.plusSeconds(i)));
        }
        return RoomStatesTest.board(Map.of(
                "alerts", alerts,
                "precision", List.of(),
                "machines", new Machines(Instant.EPOCH, List.of()),
                "notices", new Notices(Instant.EPOCH, notices, List.of(), List.of())));
    }

    private static boolean ready(String test) {
        boolean ready = Chromium.installed()
                && Chromium.axe().isPresent()
                && StaticFiles.built().present();
        if (!ready) {
            System.out.println("NEEDS chromium, axe-core and the built pages: InboxTest." + test);
        }
        return ready;
    }
}
