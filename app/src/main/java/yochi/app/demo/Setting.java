package yochi.app.demo;

import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import yochi.core.model.EventLog;
import yochi.core.model.Ticker;
import yochi.link.wire.EventFile;

/**
 * What one run of the demonstration is given.
 *
 * @param scenario what is played
 * @param directory the run's own, one folder a party below it
 * @param events where all parties write down what they did
 * @param version Yochi's
 * @param out where people read
 * @param speed most observation seconds a second in act 1; empty for as fast as the machine can
 * @param visitor what the person who watches brought along
 * @param until the latest second, counted from the start, after which the run ends; empty until Ctrl-C
 */
public record Setting(
        Scenario scenario,
        Path directory,
        Path events,
        String version,
        InstantSource clock,
        Ticker ticker,
        SecureRandom random,
        PrintStream out,
        Optional<Double> speed,
        Optional<Visitor> visitor,
        Optional<Integer> until) {
    EventLog party(String name) {
        return EventFile.open(events, name, ticker, clock);
    }

    Path folder(String party) {
        return directory.resolve(party);
    }
}
