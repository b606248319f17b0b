package yochi.centre.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import yochi.analysis.cube.Cube;
import yochi.centre.pages.About;
import yochi.centre.pages.Album;
import yochi.centre.pages.AlertCard;
import yochi.centre.pages.AlertPrecision;
import yochi.centre.pages.Attacks;
import yochi.centre.pages.Board;
import yochi.centre.pages.Fleet;
import yochi.centre.pages.ForecastBoard;
import yochi.centre.pages.ForecastRecord;
import yochi.centre.pages.ForecastSheet;
import yochi.centre.pages.Loop;
import yochi.centre.pages.Machines;
import yochi.centre.pages.Notices;
import yochi.centre.pages.Regions;
import yochi.centre.pages.Series;
import yochi.centre.pages.Sightings;
import yochi.centre.pages.SiteBoard;
import yochi.centre.pages.Start;
import yochi.centre.round.RoundRecord;
import yochi.core.model.Epoch;
import yochi.core.model.Finding;
import yochi.core.model.Party;
import yochi.core.model.Region;

/** What the pages can see of the desk's rooms; nodes and further figures are handed in. */
public final class DeskBoard implements Board {
    private final Desk desk;
    private final Around around;
    private final Facts facts;
    private final AlertView alerts;

    /**
     * What the desk does not know itself.
     *
     * @param version Yochi's
     * @param replayed whether recorded observations are replayed
     * @param simulated whether any traffic is simulated
     * @param sources whose data are shown
     * @param fleet the nodes
     * @param figures measured elsewhere: configuration, extraction, cut-off
     * @param policies when policies took effect at the nodes of a region, observation time
     */
    public record Facts(
            String version,
            boolean replayed,
            boolean simulated,
            List<About.Source> sources,
            Supplier<Fleet> fleet,
            Supplier<List<Loop.Figure>> figures,
            Function<Region, List<Series.Mark>> policies) {
        public Facts {
            sources = List.copyOf(sources);
        }
    }

    public DeskBoard(Desk desk, Around around, Facts facts) {
        this.desk = desk;
        this.around = around;
        this.facts = facts;
        alerts = new AlertView(desk);
    }

    @Override
    public About about() {
        Optional<Cube> cube = desk.lastCube().filter(c -> !c.days().isEmpty());
        return new About(
                facts.version(),
                desk.settings().home(),
                around.clock().instant(),
                cube.map(c -> new About.ObservationClock(
                        c.days().getFirst().start(),
                        c.until().isAfter(desk.newest()) ? c.until() : desk.newest(),
                        facts.replayed())),
                facts.simulated(),
                false,
                cube.map(c -> List.copyOf(c.policies())).orElse(List.of()),
                facts.sources());
    }

    @Override
    public Machines machines() {
        return new MachinesView(desk).machines(around.clock().instant());
    }

    @Override
    public Notices notices() {
        return new NoticesView(desk).notices(around.clock().instant());
    }

    @Override
    public Start start(Optional<Instant> since) {
        return new StartView(desk, alerts).start(since, around.clock().instant());
    }

    @Override
    public Sightings sightings(Sightings.Side side, Party party) {
        return new SightingsView(desk).of(side, party, around.clock().instant());
    }

    @Override
    public Regions regions() {
        List<RoundRecord> last = desk.rounds().last(1);
        if (last.isEmpty()) {
            Instant now = around.clock().instant();
            return new Regions(
                    now,
                    now,
                    Optional.empty(),
                    List.of(),
                    RatesView.BY_ADDRESS,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
        }
        RoundRecord round = last.getFirst();
        List<Finding.Similarity> similarities = all(round, Finding.Similarity.class);
        Optional<Epoch> window =
                round.findings().stream().map(DeskBoard::window).findFirst();
        List<String> regions = desk.lastCube()
                .map(c -> c.regions().stream().map(Region::name).toList())
                .orElseGet(() -> similarities.stream()
                        .flatMap(s -> Stream.of(s.a().name(), s.b().name()))
                        .distinct()
                        .sorted()
                        .toList());
        RatesView rates = new RatesView(desk.lastCube());
        return new Regions(
                window.map(Epoch::start).orElse(round.until()),
                window.map(Epoch::end).orElse(round.until()),
                Optional.of(round.started().plus(round.total())),
                regions,
                rates.unit(),
                rates.ratings(),
                similarities,
                all(round, Finding.Locality.class),
                all(round, Finding.Trend.class),
                Stream.concat(
                                rates.missing().stream(),
                                round.findings().stream().flatMap(f -> f.missing().stream()))
                        .distinct()
                        .limit(50)
                        .map(Sentences::of)
                        .toList(),
                Sentences.of(round.findings().stream()
                        .flatMap(f -> Stream.concat(
                                f.missing().stream(),
                                f instanceof Finding.Locality l ? Stream.of(l.why()) : Stream.empty()))
                        .toList()));
    }

    private static <T extends Finding> List<T> all(RoundRecord round, Class<T> kind) {
        return round.findings().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static Epoch window(Finding finding) {
        return switch (finding) {
            case Finding.Similarity s -> s.window();
            case Finding.Clusters c -> c.window();
            case Finding.Spread s -> s.window();
            case Finding.Locality l -> l.window();
            case Finding.Trend t -> t.window();
            case Finding.Change c -> c.window();
            case Finding.Propagation p -> p.window();
            case Finding.Reach r -> r.window();
        };
    }

    @Override
    public Optional<Album> album(String id) {
        return new AlbumView(desk).album(id);
    }

    @Override
    public List<Series.Key> seriesKeys() {
        return new SeriesView(desk, facts.policies()).keys();
    }

    @Override
    public Optional<Series> series(String id) {
        return new SeriesView(desk, facts.policies()).series(id);
    }

    @Override
    public List<AlertCard> alerts() {
        return alerts.cards();
    }

    @Override
    public ForecastBoard forecasts() {
        return new ForecastView(desk).board();
    }

    @Override
    public Optional<ForecastSheet> forecast(String id) {
        return new ForecastView(desk).sheet(id);
    }

    @Override
    public SiteBoard sites() {
        return SiteView.of(desk.duty());
    }

    @Override
    public List<AlertPrecision> precision() {
        return SiteView.precision(desk.situation().precision());
    }

    @Override
    public ForecastRecord record() {
        return RecordView.of(desk);
    }

    @Override
    public Loop loop() {
        return new LoopView(desk).loop(facts.figures().get());
    }

    @Override
    public Attacks attacks() {
        return desk.attacks().attacks();
    }

    @Override
    public Fleet fleet() {
        return facts.fleet().get();
    }
}
