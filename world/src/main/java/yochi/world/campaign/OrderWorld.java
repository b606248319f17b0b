package yochi.world.campaign;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.link.identity.Sha256;
import yochi.world.campaign.Staging.Watcher;

/**
 * The lists of attack orders that watchers abroad would have read of a campaign, among other people's orders; with the
 * truth. Numbers of targets are the campaign's own; sites are pseudonyms, networks of RFC 5398. The same campaign and
 * staging give the same lists.
 */
public final class OrderWorld {
    /** The network whose operator is the member: it holds every other home site. */
    public static final Asn MEMBER_NETWORK = new Asn(64_496);

    private static final long OTHER_HOME_NETWORK = 64_497;
    private static final int HOME_NETWORKS = 4;
    private static final Asn CAMPAIGN_ABROAD = new Asn(64_505);
    private static final long BACKGROUND_NETWORK = 64_506;
    private static final int BACKGROUND_NETWORKS = 6;
    private static final int HTTPS = 443;
    private static final int PSEUDONYM_BYTES = 6;

    private final Campaign campaign;
    private final Staging staging;
    private final Country home;

    /**
     * The world of a campaign.
     *
     * @param home the country whose centre is played
     */
    public OrderWorld(Campaign campaign, Staging staging, Country home) {
        this.campaign = campaign;
        this.staging = staging;
        this.home = home;
        if (campaign.waves().stream().noneMatch(this::hitsHome)) {
            throw new IllegalArgumentException("no wave of " + campaign.name() + " hits " + home);
        }
        for (Watcher watcher : staging.watchers()) {
            if (watcher.country().equals(home)) {
                throw new IllegalArgumentException("watcher " + watcher.name() + " stands at home, not abroad");
            }
        }
        if (staging.background().countries().contains(home)) {
            throw new IllegalArgumentException("the background names " + home
                    + ": orders against home are the campaign's alone");
        }
    }

    private boolean hitsHome(Wave wave) {
        return wave.targets().stream().anyMatch(t -> t.country().equals(home) && t.played() > 0);
    }

    /** Start of the day on which the campaign began: up to here only others were ordered. */
    public Instant eve() {
        return first().truncatedTo(ChronoUnit.DAYS);
    }

    /** The first moment of the campaign: its first wave's begin, or its first list if that came before. */
    private Instant first() {
        return truth().stream()
                .map(t -> t.firstOrder().filter(o -> o.isBefore(t.begin())).orElse(t.begin()))
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** When the watchers begin. */
    public Instant begin() {
        return eve().minus(Duration.ofDays(staging.history().toDays()));
    }

    /** The second midnight after the last wave. */
    public Instant end() {
        return campaign.end(campaign.waves().getLast())
                .truncatedTo(ChronoUnit.DAYS)
                .plus(Duration.ofDays(2));
    }

    /** What is true, wave by wave. */
    public List<WaveTruth> truth() {
        return campaign.waves().stream().map(this::truth).toList();
    }

    private WaveTruth truth(Wave wave) {
        Map<Country, Integer> sites = new TreeMap<>();
        Set<String> homeTargets = new HashSet<>();
        boolean atHome = hitsHome(wave);
        List<TargetClass> spans = wave.targets().stream()
                .filter(t -> !atHome || t.country().equals(home))
                .toList();
        Instant begin = spans.stream().map(t -> campaign.begin(wave, t)).min(Instant::compareTo).orElseThrow();
        Instant end = spans.stream().map(t -> campaign.end(wave, t)).max(Instant::compareTo).orElseThrow();
        for (TargetClass t : wave.targets()) {
            sites.merge(t.country(), t.played(), Integer::sum);
            if (t.country().equals(home)) {
                targets(wave, t).forEach(target -> homeTargets.add(target.pseudonym()));
            }
        }
        Optional<Watcher> first = staging.watchers().stream()
                .filter(w -> seen(wave, w).isPresent())
                .min(java.util.Comparator.comparing(w -> seen(wave, w).orElseThrow()));
        Set<String> named = new HashSet<>(homeTargets);
        first.ifPresent(w -> named.retainAll(named(seen(wave, w).orElseThrow(), w).stream()
                .map(ListedTarget::pseudonym)
                .toList()));
        return new WaveTruth(
                wave.name(),
                begin,
                end,
                atHome,
                sites,
                homeTargets,
                first.isPresent() ? named : Set.of(),
                first.flatMap(w -> seen(wave, w)),
                wave.list().assumed());
    }

    /** When the watcher read the wave's list; a list read after the wave ordered nothing any more. */
    public Optional<Instant> seen(Wave wave, Watcher watcher) {
        return wave.list()
                .seen(campaign.begin(wave), campaign.zone().id())
                .map(t -> t.plus(watcher.delay()).truncatedTo(ChronoUnit.SECONDS))
                .filter(t -> t.isBefore(campaign.end(wave)));
    }

    /** The watcher's lists, oldest first; each names at least one target, since an empty list leaves no row. */
    public List<OrderList> lists(Watcher watcher) {
        TreeSet<Instant> times = new TreeSet<>();
        for (Instant t = begin(); t.isBefore(end()); t = t.plus(staging.listEvery())) {
            times.add(t);
        }
        for (Wave wave : campaign.waves()) {
            seen(wave, watcher).ifPresent(seen -> {
                times.add(seen);
                wave.targets().forEach(t -> times.add(campaign.end(wave, t)));
            });
        }
        return times.stream().map(t -> new OrderList(t, named(t, watcher))).toList();
    }

    private List<ListedTarget> named(Instant at, Watcher watcher) {
        Map<String, ListedTarget> out = new LinkedHashMap<>();
        background(at).forEach(t -> out.put(t.pseudonym(), t));
        for (Wave wave : campaign.waves()) {
            if (seen(wave, watcher).filter(s -> !s.isAfter(at)).isEmpty()) {
                continue;
            }
            for (TargetClass targets : wave.targets()) {
                if (at.isBefore(campaign.end(wave, targets))) {
                    List<ListedTarget> all = targets(wave, targets);
                    all.stream()
                            .filter(t -> reads(watcher, t) || all.size() == 1)
                            .forEach(t -> out.merge(t.pseudonym(), t, OrderWorld::joined));
                }
            }
        }
        return List.copyOf(out.values());
    }

    private static ListedTarget joined(ListedTarget a, ListedTarget b) {
        Set<String> vectors = new TreeSet<>(a.vectors());
        vectors.addAll(b.vectors());
        return new ListedTarget(
                a.pseudonym(), a.country(), a.asn(), List.copyOf(vectors), Math.max(a.port(), b.port()));
    }

    private boolean reads(Watcher watcher, ListedTarget target) {
        return random(watcher.name() + " " + target.pseudonym()).nextDouble() < watcher.reads();
    }

    /** The sites of a class: those of a sector are numbered, and each wave hits the first of them. */
    private List<ListedTarget> targets(Wave wave, TargetClass targets) {
        List<VectorShare> vectors = campaign.vectors(wave);
        int port = vectors.stream().mapToInt(VectorShare::port).max().orElse(0);
        List<ListedTarget> out = new ArrayList<>();
        for (int i = 0; i < targets.played(); i++) {
            String site = targets.country() + "|" + targets.sector() + "|" + i;
            out.add(new ListedTarget(
                    pseudonym(site),
                    targets.country(),
                    network(targets, i),
                    vectors.stream().map(VectorShare::order).sorted().toList(),
                    port));
        }
        return out;
    }

    private Asn network(TargetClass targets, int site) {
        if (!targets.country().equals(home)) {
            return CAMPAIGN_ABROAD;
        }
        return site % 2 == 0
                ? MEMBER_NETWORK
                : new Asn(OTHER_HOME_NETWORK + Math.floorMod(targets.sector().hashCode(), HOME_NETWORKS));
    }

    /** Other botnets' orders of the day; on a day on which chance names nobody, the first country all the same. */
    private List<ListedTarget> background(Instant at) {
        Staging.Background others = staging.background();
        String day = at.truncatedTo(ChronoUnit.DAYS).toString();
        List<Country> named = new ArrayList<>();
        for (int i = 0; i < others.countries().size(); i++) {
            Country country = others.countries().get(i);
            if (random(day + country).nextDouble() < others.chance() / (i + 1)) {
                named.add(country);
            }
        }
        if (named.isEmpty()) {
            named.add(others.countries().getFirst());
        }
        List<ListedTarget> out = new ArrayList<>();
        for (Country country : named) {
            for (int i = 0; i < others.targets(); i++) {
                out.add(new ListedTarget(
                        pseudonym("background|" + country + "|" + i),
                        country,
                        new Asn(BACKGROUND_NETWORK + Math.floorMod(i, BACKGROUND_NETWORKS)),
                        List.of("http/get"),
                        HTTPS));
            }
        }
        return out;
    }

    private SplittableRandom random(String about) {
        long hash = staging.seed();
        for (byte b : Sha256.of(about)) {
            hash = hash * 31 + b;
        }
        return new SplittableRandom(hash);
    }

    private String pseudonym(String site) {
        return HexFormat.of().formatHex(Sha256.of(campaign.name() + "|" + site), 0, PSEUDONYM_BYTES);
    }
}
