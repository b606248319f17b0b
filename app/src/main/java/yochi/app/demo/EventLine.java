package yochi.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    static List<EventLine> read(Path file) {
        List<EventLine> out = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                JsonNode json = JSON.readTree(line);
                out.add(new EventLine(
                        json.path("party").asString(""),
                        json.path("event").asString(""),
                        json.path("id").asString(""),
                        json.path("monotonicNanos").asLong(0),
                        Instant.parse(json.path("wall").asString("")),
                        json));
            }
            return out;
        } catch (IOException e) {
            throw new YochiException(ErrorCode.INPUT_UNREADABLE, "cannot read events " + file, e);
        } catch (JacksonException e) {
            throw new YochiException(ErrorCode.INTERNAL, "a broken line in " + file + ": " + e.getMessage(), e);
        }
    }

    String name() {
        return party + ":" + event;
    }
}
