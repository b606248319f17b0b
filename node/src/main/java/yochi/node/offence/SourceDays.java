package yochi.node.offence;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.core.model.Epoch;
import yochi.core.model.Offender;
import yochi.core.model.Service;
import yochi.core.model.SourceReport;

/**
 * Which sources whose address cannot have been forged came to which service on which of the last days (UTC), and on
 * which days anything was watched. It holds addresses and stays at home.
 */
public final class SourceDays {
    /** First line of the written form. */
    private static final String FORMAT = "yochi.source-days/1";
    /** Sources of all services together (own choice: 60 MB); new ones find no room then, and are counted. */
    static final int MOST = 200_000;

    private static final int HEAD = 6;
    /** Seconds: what begins so shortly after midnight has seen the day. */
    private static final long MARGIN = 600;
    private static final int MOST_SENSORS = 64;
    private static final int MOST_SERVICES = 4_096;

    private final Map<Service, OfService> services = new TreeMap<>();
    private long newest = Long.MIN_VALUE;
    private long watched;
    private long broken;
    private long reached = Long.MIN_VALUE;
    private int size;
    private long refused;

    /**
     * A source as it stands in the memory.
     *
     * @param address whose
     * @param days bit 0: the last day that was asked for, bit 1: the one before it, and so on
     * @param evidence the strongest there was that the address was not forged
     */
    public record Source(InetAddress address, long days, Offender.Evidence evidence) {}

    private static final class Came {
        private long days;
        private Offender.Evidence evidence;

        Came(long days, Offender.Evidence evidence) {
            this.days = days;
            this.evidence = evidence;
        }
    }

    private static final class OfService {
        private final Map<Machine, Came> sources = new HashMap<>();
        private final Set<String> sensors = new TreeSet<>();
    }

    /** Somebody watched on that day (days since 1970-01-01). */
    public void watched(long day) {
        if (reaches(day)) {
            watched |= 1L << (newest - day);
        }
    }

    /**
     * A run begins: the days on which nobody watched for more than an hour are no whole days. Silence before the last
     * run ended cannot be told from that and counts so too.
     *
     * @param second of its first observation
     */
    public void begins(long second) {
        long first = Math.floorDiv(reached == Long.MIN_VALUE ? second : reached, Epoch.DAY);
        boolean late = Math.floorMod(second, Epoch.DAY) > MARGIN;
        if (reached == Long.MIN_VALUE ? late : second - reached > Epoch.HOUR + MARGIN) {
            long last = Math.floorDiv(second, Epoch.DAY);
            for (long day = Math.max(first, last - SourceReport.MOST_DAYS); day <= last; day++) {
                if (reaches(day)) {
                    broken |= 1L << (newest - day);
                }
            }
        }
    }

    /** Observation time has come so far. */
    public void reached(long second) {
        reached = Math.max(reached, second);
    }

    /** Whether a day was watched, and from its beginning to its end. */
    public boolean isWhole(long day) {
        return (seenFrom(watched & ~broken, day, 1) & 1) == 1;
    }

    void add(Service service, Machine machine, String sensor, Offender.Evidence evidence, long day) {
        if (!reaches(day)) {
            return;
        }
        Optional<OfService> there = Optional.ofNullable(services.get(service));
        Came known = there.map(at -> at.sources.get(machine)).orElse(null);
        long bit = 1L << (newest - day);
        if (known == null && (size >= MOST || (there.isEmpty() && services.size() >= MOST_SERVICES))) {
            refused++;
            return;
        }
        OfService at = services.computeIfAbsent(service, s -> new OfService());
        if (known == null) {
            at.sources.put(machine, new Came(bit, evidence));
            size++;
        } else {
            known.days |= bit;
            known.evidence = known.evidence.compareTo(evidence) <= 0 ? known.evidence : evidence;
        }
        if (at.sensors.size() < MOST_SENSORS) {
            at.sensors.add(sensor);
        }
    }

    /** Makes the day the newest if it is newer; false where it lies too far back. */
    private boolean reaches(long day) {
        if (day > newest) {
            long passed = newest == Long.MIN_VALUE ? Long.SIZE : day - newest;
            watched = shifted(watched, passed);
            broken = shifted(broken, passed);
            services.values().forEach(s -> s.sources.values().forEach(c -> c.days = shifted(c.days, passed)));
            newest = day;
            forget(SourceReport.MOST_DAYS);
        }
        return newest - day < SourceReport.MOST_DAYS;
    }

    private static long shifted(long days, long by) {
        if (by <= -Long.SIZE || by >= Long.SIZE) {
            return 0;
        }
        return (by >= 0 ? days << by : days >>> -by) & Long.MAX_VALUE;
    }

    /** Nothing stays of days further back than that. */
    public void forget(int keep) {
        long kept = keep >= SourceReport.MOST_DAYS ? Long.MAX_VALUE : (1L << keep) - 1;
        watched &= kept;
        broken &= kept;
        services.values().removeIf(at -> {
            at.sources.values().removeIf(c -> {
                c.days &= kept;
                size -= c.days == 0 ? 1 : 0;
                return c.days == 0;
            });
            return at.sources.isEmpty();
        });
    }

    /** Services to which anybody came. */
    public Set<Service> services() {
        return new TreeSet<>(services.keySet());
    }

    /** Who came to a service on the last so many days up to one; in no order. */
    public List<Source> sources(Service service, long last, int span) {
        OfService at = services.get(service);
        List<Source> out = new ArrayList<>();
        if (at != null) {
            at.sources.forEach((machine, came) -> {
                long days = seenFrom(came.days, last, span);
                if (days != 0) {
                    out.add(new Source(machine.address(), days, came.evidence));
                }
            });
        }
        return out;
    }

    /** On which of the last so many days up to one somebody watched, the last in bit 0. */
    public long watched(long last, int span) {
        return seenFrom(watched, last, span);
    }

    private long seenFrom(long days, long last, int span) {
        return newest == Long.MIN_VALUE ? 0 : shifted(days, last - newest) & ((1L << span) - 1);
    }

    /** Sensors that a service was seen at. */
    public int sensors(Service service) {
        OfService at = services.get(service);
        return at == null ? 0 : at.sensors.size();
    }

    public int size() {
        return size;
    }

    /** Sources that found no room. */
    public long refused() {
        return refused;
    }

    /** All of it as lines that {@link #read} takes; for a file that is closed to others. */
    public List<String> lines() {
        List<String> out = new ArrayList<>(List.of(FORMAT + " " + newest + " " + watched + " " + broken + " "
                + reached + " " + size));
        services.forEach((service, at) -> {
            out.add(service + " " + String.join(",", at.sensors));
            at.sources.forEach((machine, came) -> out.add(" " + machine.version() + " "
                    + Long.toHexString(machine.high()) + " " + Long.toHexString(machine.low()) + " " + came.days + " "
                    + came.evidence));
        });
        return out;
    }

    /** Reads what {@link #lines} wrote; an {@link IllegalArgumentException} says that it is something else. */
    public static SourceDays read(List<String> lines) {
        SourceDays out = new SourceDays();
        String[] head = lines.isEmpty() ? new String[0] : lines.getFirst().split(" ", -1);
        if (head.length != HEAD || !head[0].equals(FORMAT)) {
            throw new IllegalArgumentException("no memory of sources in the form " + FORMAT);
        }
        out.newest = Long.parseLong(head[1]);
        out.watched = Long.parseLong(head[2]) & Long.MAX_VALUE;
        out.broken = Long.parseLong(head[3]) & Long.MAX_VALUE;
        out.reached = Long.parseLong(head[4]);
        OfService at = new OfService();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split(" ", -1);
            if (words.length == 2) {
                at = new OfService();
                at.sensors.addAll(List.of(words[1].split(",", -1)));
                out.services.put(Service.parse(words[0]), at);
            } else if (words.length == 6 && words[0].isEmpty()) {
                Machine machine = new Machine(
                        Integer.parseInt(words[1]),
                        Long.parseUnsignedLong(words[2], 16),
                        Long.parseUnsignedLong(words[3], 16));
                at.sources.put(
                        machine,
                        new Came(Long.parseLong(words[4]) & Long.MAX_VALUE, Offender.Evidence.valueOf(words[5])));
                out.size++;
            } else {
                throw new IllegalArgumentException("a line of " + words.length + " words");
            }
        }
        int sources = out.services.values().stream().mapToInt(s -> s.sources.size()).sum();
        if (out.size != sources || out.size != Integer.parseInt(head[HEAD - 1])) {
            throw new IllegalArgumentException(sources + " sources where " + head[HEAD - 1] + " were written");
        }
        return out;
    }
}
