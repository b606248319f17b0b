package yochi.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import yochi.analysis.onset.Detector;
import yochi.analysis.onset.ForgedFlood;
import yochi.analysis.onset.OnsetVerdict;
import yochi.analysis.onset.PortShare;
import yochi.analysis.onset.Sighting;
import yochi.analysis.onset.Synchrony;
import yochi.core.model.Country;
import yochi.node.classify.ServiceNumber;
import yochi.node.classify.Verdict;
import yochi.node.observation.Packet;
import yochi.node.onset.OnsetWatch;
import yochi.node.onset.WindowOnset;

/** Sources that come together, where they are asked for: one watch a country, as each node would have it. */
final class ObserveOnset {
    private final boolean wanted;
    private final Map<Country, OnsetWatch> watches = new TreeMap<>();

    /**
     * The verdicts of one run.
     *
     * @param windows windows of ten minutes tested
     * @param late packets that came after their window was closed, and are in none
     * @param investigative packets of listed investigators, which no test counts
     * @param alerts by time
     * @param alarms windows that all detectors together call unusual, by time
     * @param floods whose every packet names another, forged source, by time; those sources are in no test
     */
    record OnsetPart(
            long windows,
            long late,
            long investigative,
            List<AlertPart> alerts,
            List<AlarmPart> alarms,
            List<FloodPart> floods) {}

    /**
     * A forged flood in one window.
     *
     * @param sources it names
     * @param special of them in special-purpose address space, from which nobody can send
     */
    record FloodPart(String country, Instant from, Instant until, String service, int sources, int special) {}

    /**
     * One window that all detectors together call unusual.
     *
     * @param pValue of all that have one
     * @param detectors each with its p-value and what that rests on
     * @param ports services that the sources of the fullest slot asked for more than the window's others
     */
    record AlarmPart(
            String country,
            Instant from,
            Instant until,
            double pValue,
            List<DetectorPart> detectors,
            List<PortPart> ports) {}

    /** What a detector says; {@code pValue} is 1 without a basis. */
    record DetectorPart(String name, double pValue, String basis) {}

    /** A service of an alarm's fullest slot. */
    record PortPart(String service, int inSlot, int inWindow, double oddsRatio, double qValue) {}

    /**
     * One service to which sources came together in one window.
     *
     * @param sources active at the service in the window
     * @param peakFrom begin of the fullest 50 seconds
     * @param peak sources active then
     * @param expected expected then
     * @param networks /24 networks of those sources, IPv6 all one
     * @param pValue of the service's tests
     * @param oddsRatio odds of the service among the sources of the fullest slot over those of the window's others
     * @param qValue false-discovery rate
     * @param group a number, the same as long as the networks of its sources come back
     * @param sightings windows in which the group came so far
     * @param groupNetworks its networks within a day
     * @param groupNetworksBefore those of the day before that, 0 for none
     */
    record AlertPart(
            String country,
            Instant from,
            Instant until,
            String service,
            long sources,
            Instant peakFrom,
            long peak,
            double expected,
            long networks,
            double pValue,
            double oddsRatio,
            double qValue,
            int group,
            long sightings,
            long groupNetworks,
            long groupNetworksBefore) {}

    ObserveOnset(boolean wanted) {
        this.wanted = wanted;
    }

    void packet(Packet packet, Verdict verdict) {
        if (wanted) {
            Country country = packet.origin().sensor().country();
            watches.computeIfAbsent(country, c -> new OnsetWatch(0))
                    .packet(packet, verdict);
        }
    }

    Optional<OnsetPart> found() {
        if (!wanted) {
            return Optional.empty();
        }
        long[] counts = new long[3];
        List<AlertPart> alerts = new ArrayList<>();
        List<AlarmPart> alarms = new ArrayList<>();
        List<FloodPart> floods = new ArrayList<>();
        watches.forEach((country, watch) -> {
            for (WindowOnset window : watch.finish()) {
                counts[0]++;
                counts[1] += window.late();
                counts[2] += window.investigative();
                if (window.verdict().alarm()) {
                    alarms.add(alarm(country, window));
                }
                window.verdict().floods().forEach(f -> floods.add(flood(country, window, f)));
                for (int i = 0; i < window.services().size(); i++) {
                    alerts.add(alert(country, window, i));
                }
            }
        });
        return Optional.of(new OnsetPart(counts[0], counts[1], counts[2], alerts, alarms, floods));
    }

    private static FloodPart flood(Country country, WindowOnset window, ForgedFlood flood) {
        return new FloodPart(
                country.toString(),
                window.from(),
                window.until(),
                ServiceNumber.unpack(flood.service()).toString(),
                flood.sources(),
                flood.special());
    }

    private static AlarmPart alarm(Country country, WindowOnset window) {
        OnsetVerdict verdict = window.verdict();
        return new AlarmPart(
                country.toString(),
                window.from(),
                window.until(),
                verdict.pValue(),
                verdict.words().stream().map(ObserveOnset::detector).toList(),
                verdict.ports().stream().map(ObserveOnset::port).toList());
    }

    private static DetectorPart detector(Detector.Word word) {
        return new DetectorPart(
                word.detector().id(), word.pValue(), word.basis().name().toLowerCase(Locale.ROOT));
    }

    private static PortPart port(PortShare share) {
        return new PortPart(
                ServiceNumber.unpack(share.service()).toString(),
                share.inSlot(),
                share.inWindow(),
                share.oddsRatio(),
                share.qValue());
    }

    private static AlertPart alert(Country country, WindowOnset window, int i) {
        Synchrony.Group group = window.synchrony().services().get(i);
        Sighting known = window.verdict().groups().get(i);
        Instant peakFrom = window.from().plus(OnsetWatch.WINDOW.dividedBy(OnsetWatch.SLOTS)
                .multipliedBy(group.peakSlot()));
        return new AlertPart(
                country.toString(),
                window.from(),
                window.until(),
                window.services().get(i).toString(),
                group.sources(),
                peakFrom,
                group.peak(),
                group.expected(),
                window.networks().get(i),
                group.pValue(),
                group.oddsRatio(),
                group.qValue(),
                known.group(),
                known.sightings(),
                Math.round(known.networks()),
                Math.round(known.networksBefore()));
    }
}
