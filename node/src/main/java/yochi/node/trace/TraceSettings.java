package yochi.node.trace;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import yochi.node.input.Expansion;
import yochi.node.input.Tally;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.SensorTable;
import yochi.node.session.SessionRoom;

/**
 * How inputs are read.
 *
 * @param format the format of all inputs; empty: detected from the content
 * @param sensors whose observations may come in
 * @param digest whether the stored bytes are digested (SHA-256 costs more than parsing)
 * @param longestLineBytes a longer line is rejected
 * @param longestFrameBytes a longer captured frame is absurd
 * @param expansion how far a compressed input may expand
 * @param openSessions honeypot sessions held at a time; the oldest is given up beyond
 * @param latest records of logs that claim a later time are rejected
 * @param mapping what the fields of a log mean that has no reader of its own
 */
public record TraceSettings(
        Optional<TraceFormat> format,
        SensorTable sensors,
        boolean digest,
        int longestLineBytes,
        int longestFrameBytes,
        Expansion expansion,
        int openSessions,
        Supplier<Instant> latest,
        Optional<Mapping> mapping) {
    /** One MiB: a Cowrie line with a long command stays far below. */
    public static final int DEFAULT_LINE_BYTES = 1 << 20;
    /** Largest snapshot length that libpcap accepts (262,144). */
    public static final int DEFAULT_FRAME_BYTES = 1 << 18;
    /** Sessions held at a time by default. */
    public static final int DEFAULT_OPEN_SESSIONS = 100_000;

    public TraceSettings {
        if (longestLineBytes < 1 || longestFrameBytes < 1 || openSessions < 1) {
            throw new IllegalArgumentException("a bound below 1");
        }
    }

    /** Without a mapping. */
    public TraceSettings(
            Optional<TraceFormat> format,
            SensorTable sensors,
            boolean digest,
            int longestLineBytes,
            int longestFrameBytes,
            Expansion expansion,
            int openSessions,
            Instant latest) {
        this(
                format,
                sensors,
                digest,
                longestLineBytes,
                longestFrameBytes,
                expansion,
                openSessions,
                () -> latest,
                Optional.empty());
    }

    /** Detection, digest and default bounds. */
    public static TraceSettings of(SensorTable sensors) {
        return new TraceSettings(
                Optional.empty(),
                sensors,
                true,
                DEFAULT_LINE_BYTES,
                DEFAULT_FRAME_BYTES,
                Expansion.usual(),
                DEFAULT_OPEN_SESSIONS,
                () -> Instant.MAX,
                Optional.empty());
    }

    /** The same with another bound on expansion. */
    public TraceSettings expanding(Expansion bound) {
        return new TraceSettings(
                format, sensors, digest, longestLineBytes, longestFrameBytes, bound, openSessions, latest, mapping);
    }

    /** The same with a forced format. */
    public TraceSettings reading(TraceFormat forced) {
        return new TraceSettings(
                Optional.of(forced),
                sensors,
                digest,
                longestLineBytes,
                longestFrameBytes,
                expansion,
                openSessions,
                latest,
                mapping);
    }

    /** The same for logs that a mapping explains. */
    public TraceSettings mapped(Mapping how) {
        return new TraceSettings(
                Optional.of(TraceFormat.MAPPED),
                sensors,
                digest,
                longestLineBytes,
                longestFrameBytes,
                expansion,
                openSessions,
                latest,
                Optional.of(how));
    }

    /** The same, refusing log records of times after that one. */
    public TraceSettings until(Supplier<Instant> last) {
        return new TraceSettings(
                format, sensors, digest, longestLineBytes, longestFrameBytes, expansion, openSessions, last, mapping);
    }

    /** Where the events of one input's log become sessions. */
    SessionRoom room(String id, String input, Tally tally, ObservationSink sink) {
        return new SessionRoom(sensors, openSessions, latest, id, input, tally, sink);
    }

    /** The same without digests. */
    public TraceSettings withoutDigest() {
        return new TraceSettings(
                format, sensors, false, longestLineBytes, longestFrameBytes, expansion, openSessions, latest, mapping);
    }
}
