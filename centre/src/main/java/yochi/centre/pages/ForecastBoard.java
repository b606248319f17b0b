package yochi.centre.pages;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import yochi.core.model.Prediction;

/**
 * What is forecast now: every sealed statement whose outcome is not known yet.
 *
 * @param dataUntil end of the observations that the centre holds; empty before the first round
 * @param open the likeliest events first, then the numbers, the nearest span first
 * @param leftOut further open statements, which are not listed
 * @param sources how the lists of who will come stand
 */
public record ForecastBoard(
        Optional<Instant> dataUntil, List<Statement> open, int leftOut, SourceLists sources) {
    public ForecastBoard {
        open = List.copyOf(open);
    }

    /** Of whom a statement speaks. */
    public enum Whom {
        COUNTRY,
        NETWORK,
        PREFIX,
        SECTOR,
        /** Sensors under a name of their own. */
        SENSORS
    }

    /**
     * One sealed statement.
     *
     * @param number of its entry in the ledger
     * @param series id of its series; empty where it has none
     * @param horizonHours from the issue to the end of the span
     * @param probability of an event; absent for a number
     * @param quantiles level to value; empty for an event
     * @param rivals what naive methods say to the same question
     * @param sealed wall clock
     * @param method name and version of the model
     * @param sites names of the registered sites that it concerns
     * @param evidence what it rests on: how often orders named it before
     * @param missing what was missing in the data
     * @param alerts ids of the alerts that rest on it
     * @param past how this method did so far; empty before its first scored statement
     */
    public record Statement(
            String id,
            long number,
            Whom whom,
            Optional<String> series,
            Prediction.Question question,
            double horizonHours,
            OptionalDouble probability,
            Map<String, Double> quantiles,
            List<Rival> rivals,
            Instant issued,
            Instant sealed,
            Instant informationUntil,
            String method,
            List<String> sites,
            List<Phrase> evidence,
            List<Phrase> missing,
            List<String> alerts,
            Optional<Past> past) {
        public Statement {
            quantiles = Collections.unmodifiableMap(new TreeMap<>(quantiles));
            rivals = List.copyOf(rivals);
            sites = List.copyOf(sites);
            evidence = List.copyOf(evidence);
            missing = List.copyOf(missing);
            alerts = List.copyOf(alerts);
        }
    }

    /** A naive method's answer. */
    public record Rival(String name, OptionalDouble probability, Map<String, Double> quantiles) {
        public Rival {
            quantiles = Collections.unmodifiableMap(new TreeMap<>(quantiles));
        }
    }

    /**
     * How earlier statements of the same method, basis and length of span did.
     *
     * @param scored of them, scored
     * @param independent outcomes among them that do not depend on each other: what a verdict may rest on
     * @param came of the events, how many came; absent for numbers
     * @param rival the strongest of the naive methods
     * @param skill 1 - our error / the rival's; absent while fewer than {@value #LEAST} are independent
     */
    public record Past(
            long scored, long independent, Optional<Long> came, Optional<String> rival, OptionalDouble skill) {
        /** Independent outcomes under which no skill is told. */
        public static final int LEAST = 30;
    }
}
