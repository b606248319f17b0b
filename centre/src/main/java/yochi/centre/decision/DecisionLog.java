package yochi.centre.decision;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import yochi.centre.decision.DecisionChain.End;
import yochi.centre.decision.DecisionTables.Segment;
import yochi.centre.store.ControlStore;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * Who decided what, when, and why: append only, each entry chained by its hash to all before it, checked whenever it is
 * read. The table itself refuses changes; {@link #broken} finds those made behind its back. The entries of a year that
 * is over, and the older half of too many, are sealed into files ({@link DecisionArchive}); number and hash of the last
 * one stay here, and the chain goes on from them.
 */
public final class DecisionLog {
    /** Statements of the tables, in order, append only. */
    public static final List<String> MIGRATIONS = DecisionTables.MIGRATIONS;

    /** What stands before the first entry. */
    public static final String GENESIS = "0".repeat(64);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Ten decisions a day for three years; read and checked in well under a second. */
    private static final int MOST_OPEN = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);

    private final ControlStore store;
    private final InstantSource clock;
    private final DecisionArchive archive;
    private volatile int most = MOST_OPEN;

    /**
     * The log.
     *
     * @param folder of the sealed files; made when the first is written
     */
    public DecisionLog(ControlStore store, InstantSource clock, Path folder) {
        this.store = store;
        this.clock = clock;
        archive = new DecisionArchive(folder);
    }

    /** How many entries lie in the database at most; beyond that the older half is sealed. */
    public void keep(int entries) {
        most = entries;
    }

    /**
     * What was decided.
     *
     * @param who a person, by the name of its account, or the centre
     * @param what {@code option}, {@code life}, {@code answer}, {@code table} or {@code sites}
     * @param subject id of the alert, or version of the table or register
     * @param choice id of the option, state of life, verdict, or version that was before
     * @param why in the person's own words
     */
    public record Decision(String who, String what, String subject, String choice, String why) {}

    /**
     * One entry.
     *
     * @param number 1, 2, 3 … without a gap
     * @param body the decision as JSON, as it was written
     * @param previous hash of the entry before, {@link #GENESIS} for the first
     * @param hash SHA-256 over previous, number, at and body, joined by line feeds
     */
    public record Entry(long number, Instant at, String body, String previous, String hash) {
        public Decision decision() {
            JsonNode json = JSON.readTree(body);
            return new Decision(
                    json.path("who").asString(""),
                    json.path("what").asString(""),
                    json.path("subject").asString(""),
                    json.path("choice").asString(""),
                    json.path("why").asString(""));
        }

        /** One line of JSON; {@code body} is a text, so that its bytes can be hashed again. */
        public String line() {
            ObjectNode json = JSON.createObjectNode();
            json.put("number", number)
                    .put("at", at.toString())
                    .put("body", body)
                    .put("previous", previous)
                    .put("hash", hash);
            return json.toString();
        }

        /** An entry as a line tells it; an IllegalArgumentException says what is wrong. */
        public static Entry ofLine(String line) {
            try {
                JsonNode json = JSON.readTree(line);
                return new Entry(
                        json.path("number").asLong(0),
                        Instant.parse(json.path("at").asString("")),
                        json.path("body").asString(""),
                        json.path("previous").asString(""),
                        json.path("hash").asString(""));
            } catch (JacksonException | java.time.DateTimeException e) {
                throw new IllegalArgumentException("no line of a decision log: " + e.getMessage(), e);
            }
        }
    }

    /** Writes a decision down. */
    public Entry add(Decision decision) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ObjectNode json = JSON.createObjectNode();
        json.put("who", decision.who())
                .put("what", decision.what())
                .put("subject", decision.subject())
                .put("choice", decision.choice())
                .put("why", decision.why());
        Entry added = store.transaction(h -> {
            End end = DecisionTables.end(h);
            String previous = end.hash();
            long number = end.number() + 1;
            String body = json.toString();
            Entry entry = new Entry(number, now, body, previous, DecisionChain.hash(previous, number, now, body));
            DecisionTables.put(h, entry);
            return entry;
        });
        seal(now);
        return added;
    }

    /** The decision stands already: where the disk has no room for a file, the entries stay in the database. */
    private synchronized void seal(Instant now) {
        try {
            for (List<Entry> due = due(now); !due.isEmpty(); due = due(now)) {
                List<Entry> part = due;
                String file = archive.write(part);
                store.transaction(h -> {
                    DecisionTables.sealed(h, part, file);
                    return file;
                });
            }
        } catch (YochiException e) {
            LOG.warn("event=decisions.unsealed why=\"{}\"", e.advice());
        }
    }

    /** What is to be sealed next: entries of one year, chained; nothing where that is too early. */
    private List<Entry> due(Instant now) {
        List<Entry> ends = store.transaction(DecisionTables::ends);
        if (ends.isEmpty()) {
            return List.of();
        }
        int year = year(ends.getFirst().at());
        boolean over = year < year(now);
        boolean crowded = ends.getLast().number() - ends.getFirst().number() >= most;
        if (!over && !crowded) {
            return List.of();
        }
        return entries().stream()
                .limit(over ? most : Math.max(1, most / 2))
                .takeWhile(e -> year(e.at()) == year)
                .toList();
    }

    private static int year(Instant at) {
        return at.atOffset(ZoneOffset.UTC).getYear();
    }

    /** Entries that are not sealed yet, the oldest first; a {@link YochiException} where the chain is broken. */
    public List<Entry> entries() {
        record Open(End after, List<Entry> entries) {}
        Open open = store.transaction(
                h -> new Open(DecisionTables.sealedEnd(h), DecisionTables.read(h, "ORDER BY number")));
        whole(DecisionChain.broken(open.after(), open.entries(), List.of()));
        return open.entries();
    }

    /** Entries after a moment, sealed ones too, the oldest first. */
    public List<Entry> since(Instant after) {
        List<Entry> out = new ArrayList<>(entries());
        for (Segment segment : segments().reversed()) {
            if (!out.isEmpty() && !out.getFirst().at().isAfter(after)) {
                break;
            }
            out.addAll(0, entries(segment).orElse(List.of()));
        }
        return out.stream().filter(e -> e.at().isAfter(after)).toList();
    }

    /**
     * Writes all entries as lines, from the first whose file has not been moved away; a {@link YochiException} before
     * the first line where the chain is broken.
     */
    public void export(Writer out) throws IOException {
        List<Segment> present = new ArrayList<>();
        for (Segment segment : segments()) {
            if (entries(segment).isPresent()) {
                present.add(segment);
            } else {
                present.clear();
            }
        }
        List<Entry> open = entries();
        for (Segment segment : present) {
            lines(entries(segment).orElseThrow(), out);
        }
        lines(open, out);
    }

    private static void lines(List<Entry> entries, Writer out) throws IOException {
        for (Entry entry : entries) {
            out.write(entry.line() + "\n");
        }
    }

    /** The sealed parts, the oldest first; each goes on where the one before ends. */
    private List<Segment> segments() {
        List<Segment> all = store.transaction(h -> DecisionTables.segments(h, ""));
        End end = DecisionChain.BEGINNING;
        for (Segment segment : all) {
            whole(segment.before().equals(end)
                    ? List.of()
                    : List.of(segment.file() + " does not follow entry " + end.number()));
            end = segment.end();
        }
        return all;
    }

    private Optional<List<Entry>> entries(Segment segment) {
        Optional<List<Entry>> read = archive.read(segment.file());
        read.ifPresent(entries -> {
            List<String> wrong = new ArrayList<>(
                    DecisionChain.broken(segment.before(), entries, List.of(segment.end().hash())));
            if (segment.end().number() - segment.before().number() != entries.size()) {
                wrong.add("it has not the entries that were sealed");
            }
            whole(wrong.stream().map(w -> segment.file() + ": " + w).toList());
        });
        return read;
    }

    private static void whole(List<String> wrong) {
        if (!wrong.isEmpty()) {
            throw new YochiException(
                    ErrorCode.STORE_UNUSABLE, "the decision log was changed: " + String.join("; ", wrong));
        }
    }

    /** Hash of the last entry: who keeps it can prove later that nothing before it was changed or cut off. */
    public String head() {
        return store.transaction(h -> DecisionTables.end(h).hash());
    }

    /**
     * What is wrong with a chain from its first entry, oldest first; empty where nothing is.
     *
     * @param heads hashes that were handed out before and must still stand in it
     */
    public static List<String> broken(List<Entry> entries, List<String> heads) {
        return DecisionChain.broken(DecisionChain.BEGINNING, entries, heads);
    }
}
