package yochi.member.inbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import yochi.core.model.Acknowledgement.Answer;
import yochi.core.model.Acknowledgement.Decision;
import yochi.core.model.ErrorCode;
import yochi.core.model.Mitigation;
import yochi.core.model.Notice;
import yochi.core.model.YochiException;
import yochi.link.exchange.AcknowledgementJson;
import yochi.link.exchange.NoticeJson;
import yochi.link.identity.OwnerOnlyFile;

/**
 * What the member has acted on, on disk before it is acknowledged, until it expires: a message that comes again is
 * answered and not acted on twice, and a member that was killed arms again what it had promised. One JSON line each,
 * for the owner's eyes only. When it is full of what has not expired, new messages are refused.
 */
public final class Journal {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final int bound;
    private final Map<String, Kept> kept = new LinkedHashMap<>();
    private final Set<String> ended = new LinkedHashSet<>();
    private int lines;

    private Journal(Path file, int bound) {
        this.file = file;
        this.bound = bound;
    }

    /**
     * Opens the file, or will make it, and forgets what has expired.
     *
     * @param bound most messages kept
     */
    public static Journal open(Path file, int bound, Instant now) {
        Journal journal = new Journal(file, bound);
        if (Files.exists(file)) {
            OwnerOnlyFile.journal(file).forEach(journal::read);
            journal.forget(now);
        }
        return journal;
    }

    /** What a member that may be running has acted on, without touching its file. */
    public static List<Kept> peek(Path file) {
        Journal journal = new Journal(file, Integer.MAX_VALUE);
        if (Files.exists(file)) {
            try {
                String text = Files.readString(file);
                text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(journal::read);
            } catch (IOException e) {
                throw new YochiException(ErrorCode.INPUT_UNREADABLE, file + " cannot be read: " + e.getMessage(), e);
            }
        }
        return List.copyOf(journal.kept.values());
    }

    private void read(String line) {
        lines++;
        try {
            JsonNode json = JSON.readTree(line);
            if (json.has("ended")) {
                ended.add(json.get("ended").stringValue());
                return;
            }
            Kept one = new Kept(
                    json.required("message").stringValue(),
                    Instant.parse(json.required("expires").stringValue()),
                    json.required("approved").booleanValue(),
                    NoticeJson.read(json.required("notice")),
                    AcknowledgementJson.read(json.required("answer")));
            kept.put(one.message(), one);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw OwnerOnlyFile.spoiled(file, line, e);
        }
    }

    private static String line(Kept one) {
        ObjectNode json = JSON.createObjectNode();
        json.put("message", one.message())
                .put("expires", one.expires().toString())
                .put("approved", one.approved());
        json.set("notice", NoticeJson.write(one.notice()));
        json.set("answer", AcknowledgementJson.write(one.answer()));
        return json.toString();
    }

    private static String end(String rule) {
        return JSON.createObjectNode().put("ended", rule).toString();
    }

    private void forget(Instant now) {
        kept.values().removeIf(k -> !k.expires().isAfter(now));
        Set<String> rules = new LinkedHashSet<>();
        kept.values().forEach(k -> k.notice().mitigations().forEach(m -> rules.add(m.id())));
        ended.retainAll(rules);
        List<String> all = new ArrayList<>();
        kept.values().forEach(k -> all.add(line(k)));
        ended.forEach(rule -> all.add(end(rule)));
        OwnerOnlyFile.replace(file, all);
        lines = all.size();
    }

    /** What was done with the message, if it was acted on. */
    synchronized Optional<Kept> find(String message) {
        return Optional.ofNullable(kept.get(message));
    }

    /** Whether another message can be kept. */
    synchronized boolean hasRoom(Instant now) {
        if (lines >= bound) {
            forget(now);
        }
        return lines < bound;
    }

    /** Keeps what was done, on the disk when it returns. */
    synchronized void keep(Kept one) {
        OwnerOnlyFile.append(file, line(one));
        kept.put(one.message(), one);
        lines++;
    }

    /** A counter-measure that will not be armed again: its lease has ended, or somebody withdrew it. */
    public synchronized void ended(String rule) {
        boolean promised = kept.values().stream()
                .flatMap(k -> k.notice().mitigations().stream())
                .anyMatch(m -> m.id().equals(rule));
        if (promised && ended.add(rule)) {
            OwnerOnlyFile.append(file, end(rule));
            lines++;
        }
    }

    /**
     * A counter-measure that was promised and has not ended.
     *
     * @param notice id of the notice it came with
     * @param thread id of the first notice of its thread
     * @param expires when its notice does
     */
    public record Promise(String notice, String thread, Mitigation rule, Instant expires) {}

    /** By which the notices of one alert are known together; a notice of an older centre stands alone. */
    public static String thread(Notice notice) {
        return notice.turn().map(Notice.Turn::first).orElse(notice.id());
    }

    /** All that was promised and has not ended, oldest first. */
    public synchronized List<Promise> promises(Instant now) {
        List<Promise> out = new ArrayList<>();
        for (Kept one : kept.values()) {
            for (Mitigation rule : one.notice().mitigations()) {
                boolean armed = one.answer().answers().stream()
                        .filter(a -> a.decision() == Decision.ARMED)
                        .map(Answer::mitigation)
                        .anyMatch(rule.id()::equals);
                if (armed && !ended.contains(rule.id()) && one.expires().isAfter(now)) {
                    out.add(new Promise(one.notice().id(), thread(one.notice()), rule, one.expires()));
                }
            }
        }
        return out;
    }
}
