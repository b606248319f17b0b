package yochi.app.demo;

import java.io.PrintStream;
import java.util.Locale;
import yochi.core.model.Ticker;

/** What the demonstration says to the person who watches: one line a step, with the seconds since its start. */
final class Voice {
    private final PrintStream out;
    private final Ticker ticker;
    private final long start;

    Voice(PrintStream out, Ticker ticker) {
        this.out = out;
        this.ticker = ticker;
        this.start = ticker.nanos();
    }

    void act(String title) {
        out.printf(Locale.ROOT, "%n== %s%n", title);
    }

    void step(String what) {
        out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(), what);
    }

    void plain(String line) {
        out.println(line);
    }

    double seconds() {
        return (ticker.nanos() - start) / 1e9;
    }
}
