package yochi.centre.fleet;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a node says about itself, in our words; a part that did not change since its last message is absent.
 *
 * @param instance which node
 * @param sequence 1 more than that of the message before, or something was lost
 * @param description attributes such as name, country, operator, boot
 * @param health how it feels
 * @param status what became of the configuration offered last
 * @param effective the configuration that runs, file name to text
 * @param leaving whether this is its last word before it disconnects
 */
record AgentMessage(
        UUID instance,
        long sequence,
        Optional<Map<String, String>> description,
        Optional<Health> health,
        Optional<ConfigStatus> status,
        Optional<Map<String, String>> effective,
        boolean leaving) {
    AgentMessage {
        description = description.map(Map::copyOf);
        effective = effective.map(Map::copyOf);
    }

    /** Whether the message tells the whole state, as one after ReportFullState does. */
    boolean full() {
        return description.isPresent() && health.isPresent() && effective.isPresent();
    }

    /** How a node feels. */
    record Health(boolean healthy, String status, String lastError) {}

    /** What became of an offered configuration, known by its digest. */
    record ConfigStatus(String digest, Outcome outcome, String error) {}

    /** The states of OpAMP's RemoteConfigStatus. */
    enum Outcome {
        UNSET,
        APPLYING,
        APPLIED,
        FAILED
    }
}
