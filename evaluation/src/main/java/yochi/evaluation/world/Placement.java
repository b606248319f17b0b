package yochi.evaluation.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.analysis.cube.Cell;
import yochi.core.model.Epoch;
import yochi.core.model.Region;

/** Draws where the wanted events happen, and how many sources they add. */
final class Placement {
    /** Packets of an event's source beyond its first, at most: events are of many faint sources (own choice). */
    private static final double FAINT = 10;

    private final Ground ground;
    private final int days;
    private final Set<Integer> used = new HashSet<>();
    private final Set<Integer> ports;
    private final List<Signature> signatures;
    private final List<PlantedEvent> events = new ArrayList<>();

    Placement(Ground ground, List<Wanted> wanted) {
        this.ground = ground;
        this.days = ground.parameters().days();
        this.ports = ground.usedPorts();
        this.signatures = new ArrayList<>(ground.known());
        for (int e = 0; e < wanted.size(); e++) {
            events.add(place(e, wanted.get(e)));
        }
    }

    /** Those always there, then those that events bring. */
    List<Signature> signatures() {
        return List.copyOf(signatures);
    }

    List<PlantedEvent> events() {
        return List.copyOf(events);
    }

    private PlantedEvent place(int number, Wanted w) {
        if (w.onsetDay() >= days) {
            throw new IllegalArgumentException("event " + number + " begins on day " + w.onsetDay()
                    + " of a world of " + days + " days; take an earlier day or a longer world");
        }
        Chance chance = Chance.of(ground.seed(), "event", number);
        int signature = w.makesSignature() ? made(chance, w) : chosen(chance, number, w);
        int[] sites = sites(chance, number, w, signature);
        SortedMap<Region, Instant> arrivals = new TreeMap<>();
        SortedMap<Region, long[]> added = new TreeMap<>();
        SortedMap<Region, long[]> packets = new TreeMap<>();
        long end = ground.startSecond() + (long) days * Epoch.DAY;
        long at = ground.day(w.onsetDay()).startSecond();
        at += w.makesSignature() ? (long) (chance.between(0, 1) * Epoch.DAY) : 0;
        long until = switch (w.kind()) {
            case RISE, GLOBAL, LOCAL, BURST -> Math.min(end, at + (long) w.days() * Epoch.DAY);
            case SPREAD, FILTER_SET, FILTER_LIFTED -> end;
        };
        for (int site : sites) {
            Region region = ground.siteList().get(site).region();
            if (at < end) {
                arrivals.put(region, Instant.ofEpochSecond(at));
                add(Chance.of(ground.seed(), "added", number, site), w, signature, site, at, until, added, packets);
            }
            at += w.kind() == EventKind.SPREAD ? 1 + (long) chance.exponential(w.hours() * Epoch.HOUR) : 0;
        }
        boolean told = chance.happens(ground.parameters().nuisances().hiddenTold());
        return new PlantedEvent(
                number,
                w,
                signatures.get(signature).cell(),
                arrivals,
                Instant.ofEpochSecond(until),
                told,
                added,
                packets);
    }

    private int made(Chance chance, Wanted w) {
        Cell cell = Ground.cell(chance, ports);
        signatures.add(new Signature(cell, w.base(), false));
        return signatures.size() - 1;
    }

    /** A known signature of that base that no other event has. */
    private int chosen(Chance chance, int number, Wanted w) {
        List<Integer> free = new ArrayList<>();
        for (int g = 0; g < ground.known().size(); g++) {
            if (ground.known().get(g).base() == w.base() && !used.contains(g)) {
                free.add(g);
            }
        }
        if (free.isEmpty()) {
            throw new IllegalArgumentException("event " + number + ": no signature of base " + w.base()
                    + " is left; take one of " + ground.parameters().bases() + " or more signaturesPerBase");
        }
        int signature = free.get(chance.below(free.size()));
        used.add(signature);
        return signature;
    }

    private int[] sites(Chance chance, int number, Wanted w, int signature) {
        int n = ground.siteList().size();
        List<Integer> fit = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (w.makesSignature() || !ground.hidden(i, signature)) {
                fit.add(i);
            }
        }
        int many = w.kind() == EventKind.GLOBAL ? fit.size() : w.regions();
        if (many > fit.size() || many == 0) {
            throw new IllegalArgumentException("event " + number + " wants " + many + " regions, " + fit.size()
                    + " can see the service; take fewer, or a world of more regions");
        }
        int[] order = chance.distinct(many, fit.size());
        int[] out = new int[many];
        for (int i = 0; i < many; i++) {
            out[i] = fit.get(order[i]);
        }
        return out;
    }

    private void add(
            Chance chance,
            Wanted w,
            int signature,
            int site,
            long at,
            long until,
            SortedMap<Region, long[]> added,
            SortedMap<Region, long[]> packets) {
        double factor = switch (w.kind()) {
            case RISE, GLOBAL -> (w.size() - 1) * ground.affinity(site, signature);
            case SPREAD, LOCAL -> 1;
            case BURST, FILTER_SET, FILTER_LIFTED -> 0;
        };
        if (w.kind() == EventKind.FILTER_SET || w.kind() == EventKind.FILTER_LIFTED) {
            return;
        }
        long[] sources = new long[days];
        long[] sent = new long[days];
        for (int d = 0; d < days; d++) {
            Epoch day = ground.day(d);
            long inside = Math.min(until, day.endSecond()) - Math.max(at, day.startSecond());
            double watched = watched(site, d, at, until);
            if (inside <= 0) {
                continue;
            }
            if (w.kind() == EventKind.BURST) {
                sources[d] = watched > 0 ? 1 : 0;
                sent[d] = Math.max(sources[d], Math.round(w.size() * watched));
                continue;
            }
            double mean = factor * w.base() * ground.reach(site, d) * ground.weekday(d) * watched;
            sources[d] = chance.poisson(
                    mean * chance.scatter(ground.parameters().swing().local()));
            sent[d] = sources[d]
                    + chance.poisson(sources[d] * Math.min(FAINT, ground.visibility().more(ground.middle())));
        }
        Region region = ground.siteList().get(site).region();
        added.put(region, sources);
        packets.put(region, sent);
    }

    /** Share of the day in which the event was on and the sensor watched. */
    private double watched(int site, int day, long at, long until) {
        double[] hours = ground.watched(site, day);
        double sum = 0;
        for (int h = 0; h < 24; h++) {
            long from = ground.day(day).startSecond() + (long) h * Epoch.HOUR;
            long inside = Math.min(until, from + Epoch.HOUR) - Math.max(at, from);
            sum += hours[h] * Math.max(0, inside) / Epoch.HOUR;
        }
        return sum / 24;
    }
}
