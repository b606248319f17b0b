package yochi.core.model;

import java.util.List;
import java.util.Optional;

/**
 * What the centre tells one member about an alert that concerns its networks, with mitigations it may arm.
 *
 * @param id UUID
 * @param alert the alert, redacted for the recipient
 * @param recipient the member's name
 * @param mitigations counter-measures to arm; each still needs the member's own rails
 * @param machines of the recipient's own networks that attack others; empty for any other alert
 * @param texts the same for people, one for each language
 * @param turn where it stands among the notices of one alert to this recipient; absent from older centres
 */
public record Notice(
        String id,
        Alert alert,
        String recipient,
        List<Mitigation> mitigations,
        List<Offender> machines,
        List<Text> texts,
        Optional<Turn> turn) {
    public Notice {
        mitigations = List.copyOf(mitigations);
        machines = List.copyOf(machines);
        texts = List.copyOf(texts);
    }

    /** Of an older centre, which knew no threads. */
    public Notice(
            String id,
            Alert alert,
            String recipient,
            List<Mitigation> mitigations,
            List<Offender> machines,
            List<Text> texts) {
        this(id, alert, recipient, mitigations, machines, texts, Optional.empty());
    }

    /** For programs alone. */
    public Notice(String id, Alert alert, String recipient, List<Mitigation> mitigations) {
        this(id, alert, recipient, mitigations, List.of(), List.of());
    }

    /** Why a notice is sent. */
    public enum Change {
        /** The recipient is told for the first time. */
        FIRST,
        /** Other targets, vectors or probability, or another point of the alert's life. */
        NEWS,
        /** The same as before; the counter-measures of before have ended or soon will. */
        RENEWED,
        /** The alert is over. */
        ENDED,
        /** The alert was wrong. */
        FALSE;

        /** Whether nothing more is to be expected. */
        public boolean over() {
            return this == ENDED || this == FALSE;
        }
    }

    /**
     * The notices of one alert to one recipient.
     *
     * @param first id of the first of them
     * @param number 1, 2, 3 …
     * @param change why this one was sent
     */
    public record Turn(String first, int number, Change change) {
        public Turn {
            if (number < 1 || (number == 1) != (change == Change.FIRST)) {
                throw new IllegalArgumentException("number " + number + " of a thread cannot be " + change);
            }
        }
    }

    /**
     * What a person reads: plain text, harmless to click on.
     *
     * @param language {@code en} or {@code ja}
     * @param title one line
     * @param body lines
     */
    public record Text(String language, String title, String body) {}
}
