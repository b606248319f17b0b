package yochi.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import yochi.core.model.AttackType;
import yochi.core.model.Metric;
import yochi.core.model.Party;
import yochi.core.model.Service;
import yochi.core.model.Suppressed;
import yochi.link.identity.Sha256;
import yochi.node.archive.Archive;
import yochi.node.border.WithheldProbes;
import yochi.node.classify.Rules;
import yochi.node.fingerprint.Fingerprint;
import yochi.node.observation.Sensor;
import yochi.node.summary.AttemptLinks;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.LocalView;
import yochi.node.summary.SessionTotals;
import yochi.node.trace.InputAccount;
import yochi.node.trace.Reading;

/**
 * The JSON document {@code yochi.observe/1} (docs/formats.md, docs/schemas/observe-1.json). An empty Optional is
 * printed as null, and {@code unknown} says why.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ObserveDocument(
        String version,
        String settingsDigest,
        PolicyPart policy,
        List<InputPart> inputs,
        Optional<Long> packets,
        Optional<Long> bytes,
        Optional<Long> sources,
        Map<AttackType, TypePart> attackTypes,
        Map<String, ToolPart> tools,
        List<ServicePart> services,
        long servicesInAll,
        List<MinutePart> perMinute,
        List<SensorPart> perSensor,
        long epochs,
        List<Gaps.Stretch> missing,
        List<UnknownPart> unknown,
        SuppressedPart suppressed,
        List<SuppressedPart> suppressedByK,
        String rules,
        Map<String, Long> marks,
        List<ObserveEvents.EventPart> events,
        Map<String, Long> eventsEvicted,
        SessionTotals.Totals sessions,
        ObserveUndecided.Part undecided,
        List<ObserveSpecimens.SpecimenPart> specimens,
        long specimensInAll,
        long specimensNotHeld,
        List<ObserveHabits.HabitPart> habits,
        long habitsInAll,
        long habitsNotHeld,
        LinkedPart linked,
        List<String> skipped,
        List<Fingerprint> fingerprints,
        long fingerprintsSkipped,
        ObserveEvents.InvestigativePart investigative,
        double distinctError,
        Map<AttackType, Map<String, Map<String, Object>>> measures,
        List<ObservablePart> observable,
        Optional<ArchivePart> archive,
        Optional<ObserveOnset.OnsetPart> onset) {
    static final String VERSION = "yochi.observe/1";

    /**
     * How much is shown.
     *
     * @param top services listed
     * @param atHome whether keys of events stand in clear
     * @param rules versions of the tables of the rules
     */
    record Shown(int top, boolean atHome, String rules) {}

    record PolicyPart(
            String name,
            String digest,
            String epoch,
            String release,
            int k,
            Map<String, Long> removed,
            WithheldProbes probes) {}

    record InputPart(
            String path,
            Optional<String> format,
            Optional<String> sha256,
            long records,
            long taken,
            List<RejectedPart> rejected,
            List<NotedPart> noted,
            Optional<Instant> first,
            Optional<Instant> last) {}

    record RejectedPart(String reason, long count, String firstPosition, String remedy) {}

    record NotedPart(String what, long count, String firstPosition) {}

    record TypePart(
            String party,
            boolean spoofable,
            long records,
            Optional<Long> packets,
            Optional<Long> bytes,
            Optional<Long> sources,
            Optional<Long> victims) {}

    record ToolPart(RelationPart relation, DeclaredPart declared) {}

    record ObservablePart(
            String sensor,
            String service,
            String reach,
            long sensorSeconds,
            Optional<Long> addressSeconds) {
        static ObservablePart of(ClosedWindow.Exposure e) {
            return new ObservablePart(
                    e.sensor(),
                    e.service().toString(),
                    e.reach().name().toLowerCase(Locale.ROOT),
                    e.sensorSeconds(),
                    e.addressSeconds() < 0 ? Optional.empty() : Optional.of(e.addressSeconds()));
        }
    }

    record ArchivePart(
            long windows,
            long lost,
            long conflicts,
            long bytes,
            String budget,
            String addresses,
            String counts,
            boolean withinBudget,
            long thinnedDays,
            Optional<String> addressesFrom,
            String problem) {
        static ArchivePart of(Archive.Standing a) {
            return new ArchivePart(
                    a.kept(),
                    a.lost(),
                    a.conflicts(),
                    a.bytes(),
                    a.retention().budget().toString(),
                    a.retention().addresses().toString(),
                    a.retention().counts().toString(),
                    a.withinBudget(),
                    a.thinned(),
                    a.addressesFrom().map(Object::toString),
                    a.problem());
        }
    }

    record RelationPart(long packets, long sources) {}

    record DeclaredPart(long sources) {}

    record ServicePart(
            String protocol,
            Optional<Integer> port,
            long records,
            Optional<Long> packets,
            Optional<Long> bytes,
            Optional<Long> sources) {}

    record MinutePart(Instant minute, long packets) {}

    record SensorPart(
            String sensor,
            String country,
            long records,
            Optional<Long> packets,
            Optional<Long> bytes,
            Optional<Long> sources,
            Map<AttackType, Long> attackTypes) {}

    /**
     * A figure that cannot be told.
     *
     * @param code of the reason: stable, for words in other languages
     */
    record UnknownPart(String field, String code, String reason, List<String> formats) {}

    record SuppressedPart(
            int k,
            long cells,
            long cellsInAll,
            double packetsShare,
            long packets,
            long totalPackets,
            long withheldPackets) {}

    record LinkedPart(long sessions, long ofSessions, long withinSeconds, long notHeld) {
        static LinkedPart of(AttemptLinks.Linked linked) {
            return new LinkedPart(
                    linked.sessions(), linked.ofSessions(), AttemptLinks.WITHIN.toSeconds(), linked.notHeld());
        }
    }

    static ObserveDocument of(ObserveSetting setting, Reading reading, ObserveResult result, Shown shown) {
        ObserveWindows.Told told = result.told();
        LocalView view = told.view();
        var policy = setting.policy();
        ObserveSpecimens specimens = ObserveSpecimens.of(result.specimens(), shown.top(), shown.atHome());
        ObserveHabits habits = ObserveHabits.of(result.habits(), shown.top(), policy.k(), shown.atHome());
        List<SuppressedPart> byK = new ArrayList<>();
        told.byK().forEach((k, kept) -> byK.add(part(k, kept)));
        return new ObserveDocument(
                VERSION,
                digest(setting, shown.rules()),
                new PolicyPart(
                        policy.name(),
                        policy.digest(),
                        policy.epoch().toString(),
                        policy.release().toString(),
                        policy.k(),
                        told.removed(),
                        told.probes()),
                inputs(reading),
                view.total().packets(),
                view.total().bytes(),
                view.total().sources(),
                types(view),
                tools(view),
                services(view, shown.top()),
                view.services().size(),
                result.minutes().entrySet().stream()
                        .map(e -> new MinutePart(Instant.ofEpochSecond(60 * e.getKey()), e.getValue()))
                        .toList(),
                sensors(view, setting),
                told.epochs(),
                told.gaps(),
                unknown(reading, view, result),
                part(policy.k(), told.keptBack()),
                byK,
                shown.rules(),
                result.found().marks(),
                result.found().parts(shown.atHome()),
                result.found().evicted(),
                result.sessions(),
                result.undecided(),
                specimens.listed(),
                specimens.inAll(),
                specimens.notHeld(),
                habits.listed(),
                habits.inAll(),
                habits.notHeld(),
                LinkedPart.of(result.linked()),
                reading.skipped(),
                result.found().fingerprints(),
                result.found().fingerprintsSkipped(),
                result.found().investigative(),
                view.distinctError(),
                measures(told),
                told.exposures().stream().map(ObservablePart::of).toList(),
                told.archive().map(ArchivePart::of),
                result.onset());
    }

    private static Map<AttackType, Map<String, Map<String, Object>>> measures(ObserveWindows.Told told) {
        Map<AttackType, Map<String, Map<String, Object>>> out = new TreeMap<>();
        told.measures().forEach((type, measures) -> {
            Map<String, Map<String, Object>> of = new TreeMap<>();
            measures.forEach((metric, measure) -> {
                if (!metric.equals(Metric.SOURCES)) {
                    of.put(metric.id(), MeasureJson.of(measure));
                }
            });
            out.put(type, of);
        });
        return out;
    }

    private static SuppressedPart part(int k, ObserveResult.KeptBack kept) {
        Suppressed s = kept.suppressed();
        return new SuppressedPart(
                k,
                s.cells(),
                kept.cells(),
                s.packetsShare(),
                s.packets(),
                s.totalPackets(),
                kept.withheldPackets());
    }

    private static String digest(ObserveSetting setting, String rules) {
        String text = VERSION + "\n" + Rules.LIST_VERSION + " " + rules + "\n"
                + setting.policy().canonicalText() + setting.listed() + setting.longestSilence();
        return Sha256.hex(text);
    }

    private static List<InputPart> inputs(Reading reading) {
        List<InputPart> out = new ArrayList<>();
        for (InputAccount input : reading.inputs()) {
            out.add(new InputPart(
                    input.path(),
                    input.format().map(f -> f.id()),
                    input.sha256(),
                    input.records(),
                    input.packets(),
                    input.rejected().stream()
                            .map(r -> new RejectedPart(
                                    r.reason().id(),
                                    r.count(),
                                    r.firstPosition(),
                                    r.reason().remedy()))
                            .toList(),
                    input.noted().stream()
                            .map(n -> new NotedPart(n.what(), n.count(), n.firstPosition()))
                            .toList(),
                    input.first(),
                    input.last()));
        }
        return out;
    }

    private static Map<AttackType, TypePart> types(LocalView view) {
        Map<AttackType, TypePart> out = new TreeMap<>();
        view.types().forEach((type, row) -> {
            out.put(
                    type,
                    new TypePart(
                            type.party().name().toLowerCase(Locale.ROOT),
                            type.spoofable(),
                            row.records(),
                            row.packets(),
                            row.bytes(),
                            row.sources(),
                            type.party() == Party.VICTIM ? Optional.of(view.victims(type)) : Optional.empty()));
        });
        return out;
    }

    private static Map<String, ToolPart> tools(LocalView view) {
        Map<String, ToolPart> out = new LinkedHashMap<>();
        view.tools().forEach((tool, row) -> out.put(
                tool.toString(),
                new ToolPart(
                        new RelationPart(row.packets(), row.sources()), new DeclaredPart(view.declared(tool)))));
        return out;
    }

    private static List<ServicePart> services(LocalView view, int top) {
        List<ServicePart> out = new ArrayList<>();
        for (LocalView.ServiceRow row : view.services()) {
            Service service = row.service();
            if (out.size() == top) {
                break;
            }
            out.add(new ServicePart(
                    service.protocol().name().toLowerCase(Locale.ROOT),
                    service.number() < 0 ? Optional.empty() : Optional.of(service.number()),
                    row.row().records(),
                    row.row().packets(),
                    row.row().bytes(),
                    row.row().sources()));
        }
        return out;
    }

    private static List<SensorPart> sensors(LocalView view, ObserveSetting setting) {
        List<SensorPart> out = new ArrayList<>();
        view.sensors().forEach((name, sensor) -> {
            out.add(new SensorPart(
                    name,
                    setting.sensors().named(name).map(Sensor::country).map(Object::toString).orElse("unknown"),
                    sensor.row().records(),
                    sensor.row().packets(),
                    sensor.row().bytes(),
                    sensor.row().sources(),
                    sensor.recordsByType()));
        });
        return out;
    }

    /** Stretches of epochs of one sensor that it did not watch in full, for one reason. */
    private static List<UnknownPart> unknown(Reading reading, LocalView view, ObserveResult result) {
        Map<List<String>, Set<String>> formats = new LinkedHashMap<>();
        for (InputAccount input : reading.inputs()) {
            input.unknown().forEach(u -> formats.computeIfAbsent(
                            List.of(u.field(), u.reason()), x -> new LinkedHashSet<>())
                    .add(input.format().map(f -> f.id()).orElse("")));
        }
        List<UnknownPart> out = new ArrayList<>();
        if (result.found().investigative().sources().isEmpty()) {
            out.add(new UnknownPart(
                    "investigative",
                    "investigative.addresses",
                    "no sensor says how many addresses it watches (--dark, sensors file)",
                    List.of()));
        }
        formats.forEach((what, by) -> {
            List<String> all = List.copyOf(by);
            out.add(new UnknownPart(what.get(0), all.getFirst() + "." + what.get(0), what.get(1), all));
        });
        if (view.total().unmeasured() > 0 && out.stream().noneMatch(u -> u.field().equals("bytes"))) {
            String reason = view.total().unmeasured() + " records hold no length";
            out.add(new UnknownPart("bytes", "bytes.noLength", reason, List.of()));
        }
        return out;
    }
}
