package yochi.centre.pages;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Optional;

/** Takes pictures of every view in both languages and schemes, to be looked at by people. */
final class Pictures {
    private Pictures() {}

    /** Arguments: folder, and optionally the address of a running centre (else the made-up board). */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        if (args.length > 1) {
            take(args[1], folder);
            return;
        }
        try (PagesServer server = PagesServer.start(new MadeUpBoard())) {
            take(server.address(""), folder);
        }
    }

    /** The start page as README shows it. */
    static void readme(Chromium chromium, String address, Path picture) {
        Page page = chromium.page("en", ColorScheme.LIGHT, 1280, 800, Optional.empty());
        page.navigate(address);
        Chromium.settle(page);
        page.waitForTimeout(200);
        page.screenshot(new Page.ScreenshotOptions().setPath(picture));
        page.context().close();
    }

    static void take(String address, Path folder) {
        try (Chromium chromium = Chromium.launch()) {
            for (String language : new String[] {"en", "ja"}) {
                for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                    Page page = chromium.page(
                            language,
                            scheme,
                            Integer.getInteger("width", 1440),
                            900,
                            Optional.of("2026-11-20T18:00:00Z"));
                    for (String view : Pages.VIEWS) {
                        page.navigate(address + view);
                        Chromium.settle(page);
                        page.waitForTimeout(150);
                        String name = view.equals("/") ? "start" : view.substring(1);
                        page.screenshot(new Page.ScreenshotOptions()
                                .setFullPage(true)
                                .setPath(folder.resolve(name + "-" + language + "-"
                                        + scheme.name().toLowerCase(java.util.Locale.ROOT) + ".png")));
                    }
                    page.context().close();
                }
            }
            chromium.complaints().forEach(System.out::println);
        }
    }
}
