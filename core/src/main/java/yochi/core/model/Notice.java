package yochi.core.model;

import java.util.List;

/**
 * What the centre tells one member about an alert that concerns its networks, with mitigations it may arm.
 *
 * @param id UUID
 * @param alert the alert, redacted for the recipient
 * @param recipient the member's name
 * @param mitigations counter-measures to arm; each still needs the member's own rails
 */
public record Notice(String id, Alert alert, String recipient, List<Mitigation> mitigations) {
    public Notice {
        mitigations = List.copyOf(mitigations);
    }
}
