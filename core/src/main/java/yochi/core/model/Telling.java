package yochi.core.model;

import java.util.Optional;

/**
 * Whether a node sends what it finds, as its reports say: so that no attack told is not taken for no attack found.
 *
 * @param events attacks that last
 * @param onset sources that come together
 * @param links attempts that packets and a honeypot's log both hold
 */
public record Telling(State events, State onset, State links) {
    /** A node that has said nothing of it. */
    public static final Telling UNKNOWN = new Telling(State.UNKNOWN, State.UNKNOWN, State.UNKNOWN);

    /** What becomes of a kind of finding. */
    public enum State {
        /** It is told; where nothing is told, nothing was found that may leave. */
        TOLD,
        /** The policy keeps it at home. */
        POLICY,
        /** Only some sensors count, and which ones must not show. */
        SAMPLING,
        /** The node did not look for it. */
        UNSOUGHT,
        /** The node has not said. */
        UNKNOWN;

        /** As a measure in a report. */
        public Measure measure() {
            return this == TOLD ? new Measure.Count(1) : new Measure.Missing(name());
        }

        static State of(Measure measure) {
            return switch (measure) {
                case Measure.Count c -> TOLD;
                case Measure.Missing m when m.reason().equals(POLICY.name()) -> POLICY;
                case Measure.Missing m when m.reason().equals(SAMPLING.name()) -> SAMPLING;
                case Measure.Missing m when m.reason().equals(UNSOUGHT.name()) -> UNSOUGHT;
                default -> UNKNOWN;
            };
        }
    }

    /** Whether everything is told. */
    public boolean whole() {
        return events == State.TOLD && onset == State.TOLD && links == State.TOLD;
    }

    /** What a report says of it; empty for a report that says nothing, such as a late one. */
    public static Optional<Telling> of(EpochReport report) {
        return report.cells().stream()
                .filter(c -> c.measures().containsKey(Metric.FOUND_EVENTS))
                .findFirst()
                .map(c -> new Telling(
                        state(c, Metric.FOUND_EVENTS), state(c, Metric.FOUND_ONSET), state(c, Metric.FOUND_LINKS)));
    }

    private static State state(Statistic cell, Metric metric) {
        return Optional.ofNullable(cell.measures().get(metric)).map(State::of).orElse(State.UNKNOWN);
    }
}
