package yochi.node.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import yochi.core.model.Service;
import yochi.node.classify.Rules;
import yochi.node.classify.ServiceNumber;

/**
 * Amplification attack at a honeypot (algorithms §1.4): requests in one victim's name to one service of one honeypot.
 * Suspected from 5 packets within 60 s (Thomas et al. 2017: 5 packets at one sensor); an attack at 100 packets
 * (AmpPot: Krämer et al. 2015), or once the sequential test between a scanner's one packet a minute and an attack's
 * one packet a second has decided; over after 900 s of silence (Thomas et al. 2017). The test runs on ten-second
 * counts, for which the likelihood ratio of two Poisson processes has the same form as for gaps, so that parts of a
 * capture merge.
 */
final class AmplificationRule implements VictimRule {
    static final int SUSPECT_PACKETS = 5;
    static final int ATTACK_PACKETS = 100;
    static final long IDLE_NANOS = 900_000_000_000L;

    private static final double SLOT_SECONDS = 10;
    private static final double SCANNER_RATE = 1.0 / 60;
    private static final double ATTACK_RATE = 1;
    private static final double FALSE_ALARM = 1e-4;
    private static final double MISS = 0.05;
    private static final double PER_PACKET = Math.log(ATTACK_RATE / SCANNER_RATE);
    private static final double PER_SLOT = (ATTACK_RATE - SCANNER_RATE) * SLOT_SECONDS;
    private static final double LARGEST_LOG_ODDS = 40;
    /** Wald's upper bound, ln((1 - beta) / alpha). */
    static final double DECIDED = Math.log((1 - MISS) / FALSE_ALARM);

    private final Rules rules;

    AmplificationRule(Rules rules) {
        this.rules = rules;
    }

    @Override
    public EventKind kind() {
        return EventKind.AMPLIFICATION;
    }

    @Override
    public long idleNanos() {
        return IDLE_NANOS;
    }

    @Override
    public int part(int service) {
        return service;
    }

    @Override
    public long leastOfOne() {
        return SUSPECT_PACKETS;
    }

    /** Each further honeypot is independent evidence: its odds multiply, and double (own value). */
    @Override
    public List<Attack> judge(Episode all) {
        Map<Long, List<Slot>> byHoneypot = new HashMap<>();
        all.slots().forEach(s -> byHoneypot.computeIfAbsent(s.other(), o -> new ArrayList<>()).add(s));
        List<Slot> attacking = new ArrayList<>();
        int honeypots = 0;
        double logOdds = 0;
        boolean counted = false;
        for (List<Slot> slots : byHoneypot.values()) {
            double best = 0;
            for (Episode e : Episode.split(slots, IDLE_NANOS)) {
                double odds = odds(e);
                if (odds >= 1) {
                    attacking.addAll(e.slots());
                    best = Math.max(best, odds);
                    counted |= e.packets() >= ATTACK_PACKETS;
                }
            }
            if (best > 0) {
                logOdds += Math.log(best) + (honeypots++ > 0 ? Math.log(2) : 0);
            }
        }
        if (honeypots == 0) {
            return List.of();
        }
        long first = attacking.stream().mapToLong(Slot::first).min().orElseThrow();
        long last = attacking.stream().mapToLong(Slot::last).max().orElseThrow();
        long packets = all.slots().stream()
                .filter(s -> s.last() >= first && s.first() <= last)
                .mapToLong(Slot::packets)
                .sum();
        List<String> marks = honeypots > 1 ? List.of("honeypots-" + honeypots) : List.of();
        return List.of(new Attack(
                counted ? "amp-100" : "amp-sprt",
                vector(VictimKey.service(all.slots().getFirst().key())),
                first,
                last,
                packets,
                attacking,
                Math.exp(Math.min(logOdds, LARGEST_LOG_ODDS)),
                marks));
    }

    /** The largest quotient of a measured value and its threshold; below 1 it is no attack. */
    private static double odds(Episode e) {
        double byCount = (double) e.packets() / ATTACK_PACKETS;
        if (e.packets() < SUSPECT_PACKETS || e.mostInWindow() < SUSPECT_PACKETS) {
            return byCount >= 1 ? byCount : 0;
        }
        return Math.max(byCount, largestSum(e) / DECIDED);
    }

    /** The largest value of the cumulative sum of log-likelihood ratios, reset at 0. */
    static double largestSum(Episode e) {
        TreeMap<Integer, Long> counts = new TreeMap<>();
        e.slots().forEach(s -> counts.merge(s.number(), s.packets(), Long::sum));
        double sum = 0;
        double largest = 0;
        int before = counts.firstKey() - 1;
        for (Map.Entry<Integer, Long> slot : counts.entrySet()) {
            sum = Math.max(0, sum - (slot.getKey() - before - 1) * PER_SLOT);
            sum = Math.max(0, sum + slot.getValue() * PER_PACKET - PER_SLOT);
            largest = Math.max(largest, sum);
            before = slot.getKey();
        }
        return largest;
    }

    private String vector(int number) {
        Service service = ServiceNumber.unpack(number);
        String called = rules.amplifiers().name(service.number());
        return service.protocol().name().toLowerCase(Locale.ROOT) + "/" + service.number() + " " + called + " request";
    }
}
