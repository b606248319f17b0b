package yochi.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import yochi.analysis.onset.Synchrony;
import yochi.analysis.onset.SynchronyAnalysis;
import yochi.core.model.Country;
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
     * @param alerts by time
     */
    record OnsetPart(long windows, long late, List<AlertPart> alerts) {}

    /**
     * One service to which sources came together in one window.
     *
     * @param sources active at the service in the window
     * @param peakFrom begin of the fullest 50 seconds
     * @param peak sources active then
     * @param expected expected then
     * @param networks /24 networks of those sources, IPv6 all one
     * @param qValue false-discovery rate
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
            double qValue) {}

    ObserveOnset(boolean wanted) {
        this.wanted = wanted;
    }

    void packet(Packet packet, Verdict verdict) {
        if (wanted) {
            Country country = packet.origin().sensor().country();
            watches.computeIfAbsent(country, c -> new OnsetWatch(SynchronyAnalysis.usual()))
                    .packet(packet, verdict);
        }
    }

    Optional<OnsetPart> found() {
        if (!wanted) {
            return Optional.empty();
        }
        long[] counts = new long[2];
        List<AlertPart> alerts = new ArrayList<>();
        watches.forEach((country, watch) -> {
            for (WindowOnset window : watch.finish()) {
                counts[0]++;
                counts[1] += window.late();
                for (int i = 0; i < window.services().size(); i++) {
                    alerts.add(alert(country, window, i));
                }
            }
        });
        return Optional.of(new OnsetPart(counts[0], counts[1], alerts));
    }

    private static AlertPart alert(Country country, WindowOnset window, int i) {
        Synchrony.Group group = window.synchrony().services().get(i);
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
                group.qValue());
    }
}
