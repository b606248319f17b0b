package yochi.core.model;

import java.util.List;

/**
 * What the centre tells one member about an alert that concerns its networks, with mitigations it may arm.
 *
 * @param id UUID
 * @param alert the alert, redacted for the recipient
 * @param recipient the member's name
 * @param mitigations counter-measures to arm; each still needs the member's own rails
 * @param machines of the recipient's own networks that attack others; empty for any other alert
 * @param texts the same for people, one for each language
 */
public record Notice(
        String id,
        Alert alert,
        String recipient,
        List<Mitigation> mitigations,
        List<Offender> machines,
        List<Text> texts) {
    public Notice {
        mitigations = List.copyOf(mitigations);
        machines = List.copyOf(machines);
        texts = List.copyOf(texts);
    }

    /** For programs alone. */
    public Notice(String id, Alert alert, String recipient, List<Mitigation> mitigations) {
        this(id, alert, recipient, mitigations, List.of(), List.of());
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
