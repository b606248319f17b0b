package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import yochi.core.model.CellKey;
import yochi.core.model.Epoch;
import yochi.core.model.EpochReport;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.Statistic;
import yochi.core.model.Uptime;
import yochi.core.sketch.DistinctSketch;
import yochi.evaluation.world.RegionParameters;
import yochi.evaluation.world.RegionWorld;
import yochi.evaluation.world.Upload;
import yochi.evaluation.world.WorldParameters;
import yochi.link.wire.ReportCodec;

/**
 * Issue 4 section 4, G-9: whatever goes wrong in the field, all analyses together end, print no number that is none,
 * and say the same of the same reports in whatever order they come.
 */
class AnalyseFaultsTest {
    private static final int DAYS = 35;
    private static final RegionWorld WORLD = RegionWorld.of(
                    WorldParameters.committed()
                            .regions()
                            .withRegions(4)
                            .withDays(DAYS)
                            .withSignatures(List.of(5.0, 20.0), 3)
                            .withNuisances(RegionParameters.Nuisances.NONE),
                    List.of(),
                    41)
            .withSources();
    private static final List<EpochReport> GOOD =
            WORLD.uploads().stream().map(Upload::report).toList();
    private static final String FIRST = WORLD.sites().getFirst().region().name();

    @TempDir
    private Path folder;

    /** What goes wrong, at the first region where it is one region's. */
    record Fault(String name, UnaryOperator<List<EpochReport>> on) {
        static List<Fault> all() {
            return List.of(
                    new Fault("nothing", all -> all),
                    new Fault("one region", all -> kept(all, r -> ofFirst(r))),
                    new Fault("one day", all -> kept(all, r -> day(r) == 0)),
                    new Fault("empty epochs", all -> changed(all, (r, s) ->
                            ofFirst(r) && day(r) % 5 == 0 ? List.of() : List.of(s))),
                    new Fault("doubled addresses", all -> changed(all, (r, s) ->
                            List.of(ofFirst(r) && day(r) >= 20 ? times(s, 2) : s))),
                    new Fault("a week of outage", all -> kept(all, r -> !ofFirst(r) || day(r) < 14 || day(r) >= 21)),
                    new Fault("a million packets", all -> changed(all, (r, s) ->
                            List.of(ofFirst(r) && day(r) == 30 ? more(s) : s))),
                    new Fault("all zero", all -> changed(all, (r, s) -> List.of(times(s, 0)))),
                    new Fault("constant", Fault::constant),
                    new Fault("a late region", all -> kept(all, r -> !ofFirst(r) || day(r) >= 28)),
                    new Fault("a lying node", all -> changed(all, (r, s) ->
                            List.of(ofFirst(r) ? times(s, 1000) : s))),
                    new Fault("all twice", all -> Stream.concat(all.stream(), all.stream()).toList()));
        }

        @Override
        public String toString() {
            return name;
        }

        /** What is to be done with a statistic of a report. */
        private interface Change {
            List<Statistic> of(EpochReport report, Statistic statistic);
        }

        private static List<EpochReport> kept(List<EpochReport> all, Predicate<EpochReport> which) {
            return all.stream().filter(which).toList();
        }

        private static boolean ofFirst(EpochReport report) {
            return report.uptime().stream().map(Uptime::sensor).anyMatch(FIRST::equals);
        }

        private static int day(EpochReport report) {
            return (int) ((report.window().startSecond() - WORLD.day(0).startSecond()) / Epoch.DAY);
        }

        private static List<EpochReport> changed(List<EpochReport> all, Change change) {
            return all.stream()
                    .map(r -> r.with(
                            r.cells().stream().flatMap(s -> change.of(r, s).stream()).toList(),
                            r.uptime(),
                            r.operators()))
                    .toList();
        }

        private static Statistic times(Statistic s, int factor) {
            Map<Metric, Measure> out = new TreeMap<>();
            s.measures()
                    .forEach((metric, measure) -> out.put(
                            metric,
                            switch (measure) {
                                case Measure.Count c -> new Measure.Count(c.value() * factor);
                                case Measure.DistinctSet d ->
                                    factor == 0 ? new Measure.DistinctSet(DistinctSketch.empty()) : d;
                                case Measure.DistinctCount d ->
                                    new Measure.DistinctCount(
                                            d.estimate() * factor, d.lower() * factor, d.upper() * factor);
                                case Measure other -> other;
                            }));
            return new Statistic(s.key(), out);
        }

        private static Statistic more(Statistic s) {
            Map<Metric, Measure> out = new TreeMap<>(s.measures());
            out.computeIfPresent(Metric.PACKETS, (m, was) -> was.merge(new Measure.Count(1_000_000)));
            return new Statistic(s.key(), out);
        }

        /** Every day as each region's first. */
        private static List<EpochReport> constant(List<EpochReport> all) {
            Map<String, EpochReport> first = new TreeMap<>();
            all.stream().filter(r -> day(r) == 0).forEach(r -> first.put(r.nodeName(), r));
            return all.stream()
                    .filter(r -> first.containsKey(r.nodeName()))
                    .map(r -> r.with(
                            first.getOrDefault(r.nodeName(), r).cells().stream()
                                    .map(s -> moved(s, day(r)))
                                    .toList(),
                            r.uptime(),
                            r.operators()))
                    .toList();
        }

        private static Statistic moved(Statistic s, int days) {
            CellKey k = s.key();
            Epoch then = new Epoch(k.epoch().startSecond() + (long) days * Epoch.DAY, k.epoch().seconds());
            return new Statistic(
                    new CellKey(then, k.sensorGroup(), k.attackType(), k.service(), k.tool(), k.place(), k.asn()),
                    s.measures());
        }
    }

    @ParameterizedTest
    @MethodSource("yochi.app.AnalyseFaultsTest$Fault#all")
    void whateverGoesWrongTheRoundEndsTheSameInAnyOrderAndPrintsNumbersOnly(Fault fault) throws IOException {
        List<EpochReport> reports = new ArrayList<>(fault.on.apply(GOOD));
        assertThat(reports).isNotEmpty();
        assertThat(reports.equals(GOOD)).isEqualTo(fault.name().equals("nothing"));
        String first = printed(reports, "first");
        Collections.shuffle(reports, new Random(1));
        String again = printed(reports, "again");
        assertThat(again).isEqualTo(first);
        assertThat(first).doesNotContain("NaN", "Infinity", "∞");
    }

    /** The document, and the page behind it. */
    private String printed(List<EpochReport> reports, String name) throws IOException {
        Path in = Files.createDirectory(folder.resolve(name));
        for (int i = 0; i < reports.size(); i++) {
            Files.write(
                    in.resolve(String.format("%05d%s", i, ReportCodec.FILE_ENDING)),
                    ReportCodec.encode(reports.get(i)));
        }
        Path page = folder.resolve(name + ".html");
        Stage stage = new Stage();
        String home = WORLD.sites().getFirst().country().code();
        assertThat(stage.run(
                        "analyse",
                        "--reports",
                        in.toString(),
                        "--home",
                        home,
                        "--by",
                        "sensor",
                        "--until",
                        WORLD.end().toString(),
                        "--json",
                        "-",
                        "--html",
                        page.toString()))
                .as(stage.err())
                .isZero();
        assertThat(stage.err()).doesNotContain("NaN", "Infinity");
        return stage.out() + Files.readString(page);
    }
}
