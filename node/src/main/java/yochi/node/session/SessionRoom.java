package yochi.node.session;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Supplier;
import yochi.core.model.Service;
import yochi.node.input.RejectReason;
import yochi.node.input.Tally;
import yochi.node.input.TimeStamp;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Origin;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/**
 * Puts the events of a log together to sessions. A session is handed on when its end was seen, when its source has been
 * idle, when the room is full (who was unheard for longest goes first), or when the input ends.
 */
public final class SessionRoom {
    /** A session without a name of its own ends so; the shortest idle time of a scan event (algorithms §1.1). */
    private static final Duration IDLE = Duration.ofMinutes(10);
    /** Before it no sensor's clock was set: logs of honeypots begin long after. */
    public static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    /** Longest name that is kept; Cowrie writes 12 characters for a session. */
    private static final int LONGEST = 128;

    private static final String SEPARATOR = "\0";

    private final SensorTable sensors;
    private final int mostOpen;
    private final Supplier<Instant> latest;
    private final String format;
    private final String input;
    private final Tally tally;
    private final ObservationSink sink;
    private final CredentialWindows windows;
    private final WordStock stock = new WordStock();
    /** Sessions that the log names, unheard for longest first. */
    private final LinkedHashMap<String, OpenSession> open = new LinkedHashMap<>();
    /** Sessions without a name, unheard for longest first. */
    private final LinkedHashMap<String, OpenSession> idling = new LinkedHashMap<>();

    /**
     * A room for one input.
     *
     * @param sensors whose sessions may come in
     * @param mostOpen sessions held at a time; the oldest is given up beyond
     * @param latest records that claim a later time are rejected
     * @param format sensor's name where a record holds none and there are several
     */
    public SessionRoom(
            SensorTable sensors,
            int mostOpen,
            Supplier<Instant> latest,
            String format,
            String input,
            Tally tally,
            ObservationSink sink) {
        this.sensors = sensors;
        this.mostOpen = mostOpen;
        this.latest = latest;
        this.format = format;
        this.input = input;
        this.tally = tally;
        this.sink = sink;
        this.windows = new CredentialWindows(mostOpen);
    }

    /** Takes one event in, or rejects its record. */
    public void take(LogEvent event, long position) {
        if (!timely(event.time(), event.end().orElse(event.time()), latest, tally, position)) {
            return;
        }
        if (event.sensor().length() > LONGEST || event.session().length() > LONGEST) {
            throw new LogFault("a name of more than " + LONGEST + " characters");
        }
        boolean named = !event.session().isEmpty();
        String key = key(event);
        sweep(event.time());
        LinkedHashMap<String, OpenSession> room = named ? open : idling;
        Optional<OpenSession> known = Optional.ofNullable(room.remove(key));
        if (known.isPresent() && !named && known.get().over(event.time(), IDLE)) {
            sink.session(known.get().finish(true));
            known = Optional.empty();
        }
        if (known.isEmpty()) {
            known = begin(event, position);
            if (known.isEmpty()) {
                return;
            }
        }
        if (!known.get().take(event, windows)) {
            tally.note("unknownEvent", position);
        }
        if (known.get().wordsLost()) {
            tally.note("wordsNotKept", position);
        }
        tally.take(TimeStamp.nanos(event.time()), position);
        if (event.place() == LogEvent.Place.PART) {
            room.put(key, known.get());
            makeRoom(position);
        } else {
            sink.session(known.get().finish(true));
        }
    }

    /** Hands the nameless sessions on whose source has been idle: the one unheard for longest stands first. */
    private void sweep(Instant now) {
        while (!idling.isEmpty() && idling.firstEntry().getValue().over(now, IDLE)) {
            sink.session(idling.pollFirstEntry().getValue().finish(true));
        }
    }

    /** Whether a record's time can be; otherwise it is rejected. */
    public static boolean timely(Instant time, Supplier<Instant> latest, Tally tally, long position) {
        if (time.isBefore(EARLIEST)) {
            tally.reject(RejectReason.CLOCK_UNSET, position, "a time before 1990");
            return false;
        }
        if (time.isAfter(latest.get()) || TimeStamp.nanos(time) == TimeStamp.NONE) {
            tally.reject(RejectReason.FUTURE_TIME, position, "a time that is still to come");
            return false;
        }
        return true;
    }

    /** The same of a record that tells first and last: what lasts beyond the present counts what is still to come. */
    public static boolean timely(
            Instant first, Instant last, Supplier<Instant> latest, Tally tally, long position) {
        return timely(first, latest, tally, position) && (last.equals(first) || timely(last, latest, tally, position));
    }

    private static String key(LogEvent event) {
        return event.session().isEmpty()
                ? event.sensor() + SEPARATOR + event.source().orElseThrow() + SEPARATOR
                        + event.service().orElseThrow()
                : event.session();
    }

    private Optional<OpenSession> begin(LogEvent event, long position) {
        InetAddress source = event.source().orElseThrow(() -> new LogFault("the source is no address"));
        if (sensors.watchesAddresses() && watcher(source).isPresent()) {
            tally.reject(RejectReason.OWN_TRAFFIC, position, "");
            return Optional.empty();
        }
        Optional<Sensor> sensor = sensor(event);
        if (sensor.isEmpty()) {
            tally.reject(RejectReason.UNKNOWN_SENSOR, position, "a sensor that is not in the sensors file");
            return Optional.empty();
        }
        String name = event.session().isEmpty() ? format + "-" + position : event.session();
        return Optional.of(new OpenSession(
                new Origin(sensor.get(), input),
                name,
                source,
                event.service().orElse(Service.tcp(-1)),
                event.time(),
                position,
                stock));
    }

    private Optional<Sensor> sensor(LogEvent event) {
        if (!event.sensor().isEmpty()) {
            return sensors.named(event.sensor());
        }
        return sensors
                .only()
                .or(() -> event.destination().flatMap(this::watcher))
                .or(() -> sensors.named(format));
    }

    private Optional<Sensor> watcher(InetAddress address) {
        return Watchers.of(sensors, address);
    }

    private void makeRoom(long position) {
        if (open.size() + idling.size() > mostOpen) {
            tally.note("sessionGivenUp", position);
            sink.session((idling.isEmpty() ? open : idling)
                    .pollFirstEntry()
                    .getValue()
                    .finish(false));
        }
    }

    /** Hands the sessions on that are still open: the input has ended. */
    public void close() {
        for (OpenSession session : open.values()) {
            tally.note("sessionNotClosed", session.firstLine());
            sink.session(session.finish(false));
        }
        idling.values().forEach(session -> sink.session(session.finish(true)));
        open.clear();
        idling.clear();
    }
}
