package yochi.evaluation.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import yochi.analysis.cube.Cell;
import yochi.analysis.cube.Cube;
import yochi.analysis.cube.CubeBuilder;
import yochi.analysis.cube.Grouping;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Region;

/**
 * Regions whose sensors report day by day, with planted events and full truth. Adding an event changes no other number
 * of the world but those that the event adds. A world of 20 regions, 42 signatures and 56 days takes 0.1 s to draw and
 * 0.1 s to make into a cube; with single sources ({@link #withSources}) ten to twenty times as long.
 */
public final class RegionWorld {
    /** After its window's end a report is with the centre (design §3: release after the lateness). */
    private static final Duration RELEASE = Duration.ofMinutes(10);
    /** By then the last late report has come. */
    private static final Duration LAST_UPLOAD = Duration.ofDays(5);
    /** Share of the counts that a late report holds. */
    private static final double LATE_SHARE = 0.1;

    private final Ground ground;
    private final List<Signature> signatures;
    private final List<PlantedEvent> events;
    private final boolean drawn;
    private final Optional<Attacks> attacks;

    private RegionWorld(
            Ground ground,
            List<Signature> signatures,
            List<PlantedEvent> events,
            boolean drawn,
            Optional<Attacks> attacks) {
        this.ground = ground;
        this.signatures = signatures;
        this.events = events;
        this.drawn = drawn;
        this.attacks = attacks;
    }

    /** A world of counts. */
    public static RegionWorld of(RegionParameters parameters, List<Wanted> wanted, long seed) {
        Ground ground = new Ground(parameters, seed);
        Placement placement = new Placement(ground, wanted);
        return new RegionWorld(ground, placement.signatures(), placement.events(), false, Optional.empty());
    }

    /** The same with every source drawn by itself and told as sketches: for overlaps. */
    public RegionWorld withSources() {
        return new RegionWorld(ground, signatures, events, true, attacks);
    }

    /** The same with victims of attacks beside the sources; nothing about the sources changes. */
    public RegionWorld withAttacks(AttackParameters parameters) {
        return new RegionWorld(ground, signatures, events, drawn, Optional.of(new Attacks(ground, parameters)));
    }

    /** The truth about the attacks, in order of days; none without {@link #withAttacks}. */
    public List<SimulatedAttack> attacks() {
        return attacks.map(Attacks::truth).orElse(List.of());
    }

    /** The regions, in the order of their names. */
    public List<Site> sites() {
        return ground.siteList();
    }

    /** Those always there, then those that events bring. */
    public List<Signature> signatures() {
        return signatures;
    }

    /** The truth, in the order of the plan. */
    public List<PlantedEvent> events() {
        return events;
    }

    public int days() {
        return ground.parameters().days();
    }

    /** That day of the world, 0 the first. */
    public Epoch day(int day) {
        return ground.day(day);
    }

    public Instant start() {
        return ground.day(0).start();
    }

    public Instant end() {
        return ground.day(days() - 1).end();
    }

    /**
     * Distinct sources expected on a day at a region that watched all of it, without events, weekdays and swings; 0
     * where its network never lets the service through.
     */
    public double expected(Region region, Cell cell, int day) {
        int site = site(region);
        for (int g = 0; g < signatures.size(); g++) {
            Signature s = signatures.get(g);
            if (s.cell().equals(cell)) {
                return s.known() && !ground.hidden(site, g)
                        ? s.base() * ground.reach(site, day) * ground.affinity(site, g)
                                + ground.parameters().nuisances().investigative()
                        : 0;
            }
        }
        throw new IllegalArgumentException("no such signature in this world: " + cell + "; take one of signatures()");
    }

    /** Whether the region's network lets the service through on the day, the truth behind filters. */
    public boolean observable(Region region, Cell cell, int day) {
        Passage passage = new Passage(ground, signatures, events);
        for (int g = 0; g < signatures.size(); g++) {
            if (signatures.get(g).cell().equals(cell)) {
                return passage.open(site(region), g, day);
            }
        }
        throw new IllegalArgumentException("no such signature in this world: " + cell + "; take one of signatures()");
    }

    /** Share of the day that the region's sensor watched. */
    public double watched(Region region, int day) {
        return CountedDays.share(ground.watched(site(region), day));
    }

    /** The event's sources that the region saw on the day, as keyed tokens: one population for all regions. */
    public long[] sources(PlantedEvent event, Region region, int day) {
        return DrawnDays.sourcesOf(ground, event, region, day);
    }

    private int site(Region region) {
        for (int i = 0; i < sites().size(); i++) {
            if (sites().get(i).region().equals(region)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no such region in this world: " + region + "; take one of sites()");
    }

    /** Every report that ever comes, day by day; those of one day in the order of the regions. */
    public void forEachUpload(Consumer<Upload> take) {
        Days counts =
                drawn ? new DrawnDays(ground, signatures, events) : new CountedDays(ground, signatures, events);
        SimulatedReports reports = new SimulatedReports(ground, signatures, events, attacks);
        RegionParameters.Nuisances n = ground.parameters().nuisances();
        for (int d = 0; d < days(); d++) {
            List<SiteDay> day = counts.next();
            Instant released = day(d).end().plus(RELEASE);
            for (int i = 0; i < day.size(); i++) {
                Chance chance = Chance.of(ground.seed(), "upload", i, d);
                if (chance.happens(n.missingUpload())) {
                    continue;
                }
                boolean late = chance.happens(n.lateUpload());
                Instant at = late ? released.plus(Duration.ofHours(24 + chance.below(49))) : released;
                boolean parted = chance.happens(n.latePart());
                SiteDay seen = day.get(i);
                List<SiteDay> parts = parted ? parted(seen) : List.of(seen);
                take.accept(new Upload(reports.of(i, d, parts.getFirst(), false), at));
                if (parted) {
                    EpochReport rest = reports.of(i, d, parts.getLast(), true);
                    take.accept(new Upload(rest, at.plus(Duration.ofHours(12))));
                }
            }
        }
    }

    /** Nine tenths in time, the rest late. */
    private static List<SiteDay> parted(SiteDay seen) {
        int n = seen.sources().length;
        long[][] sources = new long[2][n];
        long[][] packets = new long[2][n];
        List<List<long[]>> tokens = List.of(new ArrayList<>(), new ArrayList<>());
        List<List<long[]>> bright = List.of(new ArrayList<>(), new ArrayList<>());
        for (int g = 0; g < n; g++) {
            int late = (int) (LATE_SHARE * seen.sources()[g]);
            int prompt = (int) seen.sources()[g] - late;
            sources[0][g] = prompt;
            sources[1][g] = late;
            packets[1][g] = late == 0 ? 0 : seen.packets()[g] * late / seen.sources()[g];
            if (!seen.tokens().isEmpty()) {
                for (int part = 0; part < 2; part++) {
                    int from = part == 0 ? 0 : prompt;
                    int to = part == 0 ? prompt : prompt + late;
                    tokens.get(part)
                            .add(java.util.Arrays.copyOfRange(seen.tokens().get(g), from, to));
                    bright.get(part)
                            .add(java.util.Arrays.copyOfRange(seen.bright().get(g), from, to));
                }
                packets[1][g] = java.util.Arrays.stream(bright.get(1).get(g)).sum();
            }
            packets[0][g] = seen.packets()[g] - packets[1][g];
        }
        return List.of(
                new SiteDay(sources[0], packets[0], tokens.get(0), bright.get(0)),
                new SiteDay(sources[1], packets[1], tokens.get(1), bright.get(1)));
    }

    /**
     * The same world told by the hour, as nodes do whose release window is an hour; what comes late is left out. For
     * counts only.
     */
    public void forEachHour(Consumer<EpochReport> take) {
        HourlyReports hours = new HourlyReports(ground);
        forEachUpload(upload -> {
            if (!upload.report().late()) {
                int site = site(new Region(upload.report().nodeName()));
                int day = (int) ((upload.report().window().startSecond() - ground.startSecond()) / Epoch.DAY);
                hours.of(site, day, upload.report(), take);
            }
        });
    }

    /** All reports in the order in which they come, for rounds that go with the time. */
    public List<Upload> uploads() {
        List<Upload> out = new ArrayList<>();
        forEachUpload(out::add);
        out.sort(Comparator.comparing(Upload::at)
                .thenComparing(u -> u.report().nodeName())
                .thenComparingLong(u -> u.report().sequence()));
        return out;
    }

    /** The cube of everything, made of the reports as a centre makes it. */
    public Cube cube() {
        return cube(end(), end().plus(LAST_UPLOAD));
    }

    /** The cube of what had happened by {@code until} and had come by {@code asOf}. */
    public Cube cube(Instant until, Instant asOf) {
        CubeBuilder builder = Cube.builder(Grouping.SENSOR);
        forEachUpload(upload -> {
            if (!upload.at().isAfter(asOf)) {
                builder.add(upload.report(), upload.at());
            }
        });
        return builder.build(until, asOf);
    }
}
