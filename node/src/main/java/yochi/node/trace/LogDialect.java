package yochi.node.trace;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import yochi.node.session.LogEvent;

/** Puts one record of a honeypot's JSON log into neutral words; knows nothing of lines, sensors files or sessions. */
interface LogDialect {
    /**
     * What the record says; empty where it tells of the sensor itself and of no stranger.
     *
     * @throws LogFault where the record does not follow the format
     */
    Optional<LogEvent> event(JsonNode record);

    /** A record that is no JSON as the sensor wrote it, mended where the dialect knows the sensor's habit. */
    default Optional<JsonNode> mended(String line) {
        return Optional.empty();
    }
}
