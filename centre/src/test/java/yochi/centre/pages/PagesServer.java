package yochi.centre.pages;

import io.javalin.Javalin;
import yochi.centre.open.MadeUpOpen;
import yochi.centre.open.OpenRoutes;
import yochi.centre.open.OpenSettings;
import yochi.core.model.Ticker;

/** The pages on a loopback port for tests; {@code main} serves the made-up board to look at. */
final class PagesServer implements AutoCloseable {
    final Pages pages;
    private final Javalin server;

    PagesServer(Board board, Pages.Settings settings, StaticFiles files, int port) {
        pages = new Pages(board, settings, files);
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.concurrency.useVirtualThreads = true;
                    new OpenRoutes(OpenSettings.defaults(), MadeUpOpen::full, Ticker.system()).register(config.routes);
                    pages.route(config.routes);
                })
                .start("127.0.0.1", port);
    }

    static PagesServer start(Board board) {
        return new PagesServer(board, Pages.Settings.defaults(), StaticFiles.built(), 0);
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    @Override
    public void close() {
        pages.close();
        server.stop();
    }

    public static void main(String[] args) throws InterruptedException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8080;
        try (PagesServer server =
                new PagesServer(new MadeUpBoard(), Pages.Settings.defaults(), StaticFiles.built(), port)) {
            System.out.println("the made-up board is at " + server.address("/"));
            Thread.currentThread().join();
        }
    }
}
