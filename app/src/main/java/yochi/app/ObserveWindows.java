package yochi.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Measure;
import yochi.core.model.Metric;
import yochi.core.model.NodeId;
import yochi.node.archive.Archive;
import yochi.node.border.Border;
import yochi.node.border.NodeCard;
import yochi.node.border.PrivacyPolicy;
import yochi.node.border.SketchKeys;
import yochi.node.border.WithheldProbes;
import yochi.node.classify.Rules;
import yochi.node.summary.CellCode;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.EpochSummary;
import yochi.node.summary.Investigators;
import yochi.node.summary.LocalView;
import yochi.node.summary.RowMeasures;

/**
 * What becomes of windows that are over: they are viewed, judged, reported and archived one by one and then forgotten,
 * so that memory does not grow with the length of the input.
 */
final class ObserveWindows {
    private final PrivacyPolicy policy;
    private final SketchKeys keys;
    private final List<Integer> otherKs;
    private final Optional<ReportFolder> reports;
    private final Optional<Archive> archive;
    private final boolean remember;
    private final LocalView view = new LocalView();
    private final Set<Epoch> epochs = new HashSet<>();
    private final Gaps gaps;
    private final Map<Country, Long> sequences = new TreeMap<>();
    private final Map<Integer, ObserveResult.KeptBack> byK = new TreeMap<>();
    private final Map<String, Long> removed = new TreeMap<>();
    private final Map<AttackType, Map<Metric, Measure>> measures = new TreeMap<>();
    private final Map<Country, List<ClosedWindow>> remembered = new TreeMap<>();
    private final Map<List<Object>, ClosedWindow.Exposure> exposures = new TreeMap<>(
            Comparator.comparing(Object::toString));
    private final Map<Country, Investigation> investigations = new TreeMap<>();
    private WithheldProbes probes = WithheldProbes.NONE;
    private ObserveResult.KeptBack keptBack = ObserveResult.KeptBack.NOTHING;

    /**
     * Where results go besides the document.
     *
     * @param reports folder for reports
     * @param archive the archive
     * @param remember whether all windows are wanted at the end
     */
    record Outlets(Optional<Path> reports, Optional<Archive> archive, boolean remember) {}

    ObserveWindows(PrivacyPolicy policy, SketchKeys keys, List<Integer> otherKs, Gaps gaps, Outlets outlets) {
        this.policy = policy;
        this.gaps = gaps;
        this.keys = keys;
        this.otherKs = otherKs;
        this.reports = outlets.reports().map(ReportFolder::open);
        this.archive = outlets.archive();
        this.remember = outlets.remember();
    }

    /**
     * Takes windows that are over.
     *
     * @param watchedAddresses how many addresses the country's sensors watch
     */
    void take(Country country, List<ClosedWindow> windows, long watchedAddresses) {
        windows.forEach(w -> investigations
                .computeIfAbsent(country, c -> new Investigation())
                .take(w, watchedAddresses));
        Border border = new Border(card(country, policy), policy, keys);
        for (ClosedWindow window : windows) {
            window.epochs().forEach(this::look);
            gaps.add(country, window);
            window.exposures().forEach(this::expose);
            long sequence = sequences.merge(country, 1L, Long::sum);
            Border.Release release = border.release(window, sequence);
            keptBack = keptBack.plus(release);
            release.removed().forEach((rule, n) -> removed.merge(rule.word(), n, Long::sum));
            probes = probes.plus(release.probes());
            reports.ifPresent(folder -> folder.add(release.report()));
            for (int k : otherKs) {
                PrivacyPolicy other = policy.withK(k);
                Border.Release compared = new Border(card(country, other), other, keys).release(window, sequence);
                byK.merge(k, ObserveResult.KeptBack.of(compared), ObserveResult.KeptBack::plus);
            }
            archive.ifPresent(a -> a.keep(country.toString(), window, policy.digest()));
            if (remember) {
                remembered.computeIfAbsent(country, c -> new ArrayList<>()).add(window);
            }
        }
    }

    /** Where all windows are added up. */
    LocalView view() {
        return view;
    }

    private void look(EpochSummary epoch) {
        view.add(epoch);
        epochs.add(epoch.epoch());
        if (policy.details().isEmpty()) {
            return;
        }
        List<AttackType> types = new ArrayList<>();
        int[][] rows = new int[epoch.counted().cells()][];
        for (int slot = 0; slot < rows.length; slot++) {
            AttackType type = CellCode.type(epoch.counted().code(slot));
            if (!types.contains(type)) {
                types.add(type);
            }
            rows[slot] = new int[] {types.indexOf(type)};
        }
        RowMeasures measured = new RowMeasures(epoch, rows, types.size());
        for (int row = 0; row < types.size(); row++) {
            Map<Metric, Measure> into = measures.computeIfAbsent(types.get(row), t -> new TreeMap<>());
            measured.of(row).forEach((metric, measure) -> into.merge(metric, measure, Measure::merge));
        }
    }

    private void expose(ClosedWindow.Exposure e) {
        exposures.merge(
                List.of(e.sensor(), e.service()),
                e,
                (a, b) -> new ClosedWindow.Exposure(
                        a.sensor(),
                        a.service(),
                        a.reach() == ClosedWindow.Reach.OPEN ? a.reach() : b.reach(),
                        a.sensorSeconds() + b.sensorSeconds(),
                        a.addressSeconds() < 0 ? -1 : a.addressSeconds() + b.addressSeconds()));
    }

    /** Who scans to investigate, by country. */
    List<Investigators> investigators() {
        return investigations.values().stream().map(Investigation::found).toList();
    }

    /**
     * Applies the day's rule when a day is over; of a day that takes more memory than {@value #MOST_BYTES} bytes, to
     * its parts, which may miss somebody and accuses nobody.
     */
    private static final class Investigation {
        private static final long MOST_BYTES = 16L << 20;

        private final List<EpochSummary> held = new ArrayList<>();
        private long bytes;
        private long day;
        private long watched;
        private Investigators found = new Investigators(Set.of(), 0, 0);

        void take(ClosedWindow window, long watchedAddresses) {
            watched = watchedAddresses;
            if (watched == 0) {
                return; // the rule needs the number
            }
            for (EpochSummary epoch : window.epochs()) {
                long next = Math.floorDiv(epoch.epoch().startSecond(), Epoch.DAY);
                if (next != day || bytes > MOST_BYTES) {
                    settle();
                    day = next;
                }
                held.add(epoch);
                bytes += epoch.bytes();
            }
        }

        private void settle() {
            Investigators more = Investigators.of(held, watched);
            Set<String> all = new HashSet<>(found.sources());
            all.addAll(more.sources());
            found = new Investigators(all, found.packets() + more.packets(), watched);
            held.clear();
            bytes = 0;
        }

        Investigators found() {
            settle();
            return found;
        }
    }

    /** Everything that the windows told; nothing may be taken afterwards. */
    Told told() {
        reports.ifPresent(ReportFolder::close);
        archive.ifPresent(Archive::close);
        return new Told(
                view,
                epochs.size(),
                gaps.told(),
                keptBack,
                removed,
                probes,
                byK,
                measures,
                List.copyOf(exposures.values()),
                archive.map(Archive::standing));
    }

    /**
     * What all windows together told.
     *
     * @param gaps stretches that a sensor did not watch in full
     * @param measures further metrics by attack type
     */
    record Told(
            LocalView view,
            long epochs,
            List<Gaps.Stretch> gaps,
            ObserveResult.KeptBack keptBack,
            Map<String, Long> removed,
            WithheldProbes probes,
            Map<Integer, ObserveResult.KeptBack> byK,
            Map<AttackType, Map<Metric, Measure>> measures,
            List<ClosedWindow.Exposure> exposures,
            Optional<Archive.Standing> archive) {}

    /** The windows by country, if they were to be remembered. */
    Map<Country, List<ClosedWindow>> remembered() {
        return remembered;
    }

    /** The same node for the same country and policy in every run, so that a repeated run repeats its reports. */
    private static NodeCard card(Country country, PrivacyPolicy policy) {
        String name = "observe-" + country;
        UUID seed = UUID.nameUUIDFromBytes((name + policy.digest()).getBytes(StandardCharsets.UTF_8));
        SplittableRandom random = new SplittableRandom(seed.getMostSignificantBits() ^ seed.getLeastSignificantBits());
        return new NodeCard(
                NodeId.of(0, random), name, country, random.nextLong(), Rules.LIST_VERSION);
    }
}
