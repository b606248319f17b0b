package yochi.app.demo;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * One line of the events file, as the party concerned wrote it.
 *
 * @param party who
 * @param event what happened
 * @param id what it happened to
 * @param nanos monotonic clock of the machine
 * @param wall wall clock
 * @param rest all fields of the line
 */
record EventLine(String party, String event, String id, long nanos, Instant wall, JsonNode rest) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @throws YochiException naming {@code file} for anything but an event as a JSON object */
    static EventLine parse(byte[] line, Path file) {
        try {
            JsonNode json = JSON.readTree(line);
            return new EventLine(
                    json.path("party").asString(""),
                    json.path("event").asString(""),
                    json.path("id").asString(""),
                    json.path("monotonicNanos").asLong(0),
                    Instant.parse(json.path("wall").asString("")),
                    json);
        } catch (JacksonException | DateTimeParseException e) {
            throw new YochiException(ErrorCode.INTERNAL, "a broken line in " + file + ": " + e.getMessage(), e);
        }
    }

    String name() {
        return party + ":" + event;
    }
}
