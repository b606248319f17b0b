package yochi.centre.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * somebody on duty signs in, answers, decides and hands over by keyboard alone; whoever has no token only looks.
 * The centre's side stands in by hand: {@code DutyRoutesTest} holds the real one.
 */
@Tag("browser")
class DutyDeskTest {
    private static final String TOKEN = "a-made-up-token-of-some-length";
    private static final String ENTRY = "{\"number\":1,\"at\":\"2026-11-20T18:00:00Z\","
            + "\"body\":\"{\\\"who\\\":\\\"aoki\\\","
            + "\\\"what\\\":\\\"answer\\\",\\\"subject\\\":\\\"alert-1\\\",\\\"choice\\\":\\\"handled\\\","
            + "\\\"why\\\":\\\"<b>by telephone</b>\\\"}\",\"previous\":\"00\",\"hash\":\"0123456789abcdef\"}\n";

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    private void duty(RoutesConfig routes) {
        routes.get("/api/duty/me", ctx -> admitted(ctx, "{\"name\":\"aoki\",\"role\":\"analyst\"}"));
        routes.get("/api/duty/handover", ctx -> admitted(ctx, "HAND-OVER " + ctx.queryString()));
        routes.get("/api/duty/log", ctx -> admitted(ctx, ENTRY));
        for (String what : List.of("answers", "decisions", "life")) {
            routes.post("/api/duty/alerts/{id}/" + what, ctx -> {
                asked.add(what + " " + ctx.pathParam("id") + " " + ctx.body());
                admitted(ctx, "{\"id\":\"alert-1\",\"life\":\"confirmed\"}");
            });
        }
    }

    private static void admitted(Context ctx, String answer) {
        boolean known = ("Bearer " + TOKEN).equals(ctx.header("Authorization"));
        ctx.status(known ? 200 : 401)
                .contentType("application/json")
                .result(known ? answer : "{\"code\":\"duty.unknown\",\"detail\":\"this needs the token\"}");
    }

    @Test
    void whoIsOnDutySignsInAnswersAndHandsOverByKeyboard() throws Exception {
        if (!Chromium.installed() || Chromium.axe().isEmpty() || !StaticFiles.built().present()) {
            System.out.println("NEEDS chromium, axe-core and the built pages: DutyDeskTest");
            return;
        }
        Pages pages = new Pages(new MadeUpBoard(), Pages.Settings.defaults());
        Javalin server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.concurrency.useVirtualThreads = true;
                    duty(config.routes);
                    pages.route(config.routes);
                })
                .start("127.0.0.1", 0);
        try (Chromium chromium = Chromium.launch()) {
            String address = "http://127.0.0.1:" + server.port();
            Page page = chromium.page("ja", ColorScheme.DARK, 1280, 900, Optional.empty());
            withoutTokenNothingCanBeDone(page, address);
            signIn(page, address);
            assertThat(faults(page)).isEmpty();
            actOnAnAlert(page, address);
            assertThat(faults(page)).isEmpty();
            page.navigate(address + "/duty");
            page.locator("#out").focus();
            page.keyboard().press("Enter");
            page.waitForSelector("#token");
        } finally {
            pages.close();
            server.stop();
        }
    }

    private static List<String> faults(Page page) throws Exception {
        page.evaluate(Files.readString(Chromium.axe().orElseThrow()));
        return ConsoleTest.check(page, page.url());
    }

    private void withoutTokenNothingCanBeDone(Page page, String address) {
        page.navigate(address + "/alerts");
        Chromium.settle(page);
        assertThat(page.locator("fieldset.deed").count()).isZero();
        assertThat(page.locator("a[href='/duty']:visible").count()).isPositive();
        page.navigate(address + "/duty");
        Chromium.settle(page);
        page.locator("#token").focus();
        page.keyboard().type("a wrong one");
        page.keyboard().press("Enter");
        page.waitForSelector(".refused");
        assertThat(page.locator("pre.note").count()).isZero();
    }

    private static void signIn(Page page, String address) {
        page.navigate(address + "/duty");
        Chromium.settle(page);
        page.locator("#token").focus();
        page.keyboard().type(TOKEN);
        page.keyboard().press("Enter");
        page.waitForSelector("pre.note");
        assertThat(page.locator("pre.note").textContent()).contains("hours=8&language=ja");
        assertThat(page.locator("section[aria-labelledby=log] td").allTextContents())
                .contains("aoki", "対応済み", "<b>by telephone</b>");
        assertThat(page.locator("#export").getAttribute("download")).isEqualTo("decisions.jsonl");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("pre.note").isVisible()).isTrue();
        assertThat(page.locator("section[aria-labelledby=log]").isVisible()).isFalse();
        assertThat(page.locator("#nav-duty").isVisible()).isFalse();
        assertThat(page.evaluate("getComputedStyle(document.querySelector('pre.note')).maxHeight"))
                .isEqualTo("none");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    }

    private void actOnAnAlert(Page page, String address) {
        page.navigate(address + "/alerts");
        Chromium.settle(page);
        page.locator("#why-alert-1").focus();
        page.keyboard().type("our own test");
        page.locator("#false-alert-1").focus();
        page.keyboard().press("Enter");
        page.waitForSelector(".done");
        page.locator("#option-limit-alert-1").focus();
        page.keyboard().press("Enter");
        page.waitForCondition(() -> asked.size() == 2);
        Chromium.settle(page);
        page.locator("#escalated-alert-1").focus();
        page.keyboard().press("Enter");
        page.waitForCondition(() -> asked.size() == 3);
        assertThat(asked)
                .containsExactly(
                        "answers alert-1 {\"verdict\":\"false\",\"why\":\"our own test\"}",
                        "decisions alert-1 {\"option\":\"limit\",\"why\":\"\"}",
                        "life alert-1 {\"life\":\"escalated\",\"why\":\"\"}");
        Chromium.settle(page);
    }
}
