package yochi.node.border;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import yochi.core.model.AttackType;
import yochi.core.model.Service;
import yochi.core.model.Uptime;
import yochi.node.border.PrivacyPolicy.Dimension;
import yochi.node.border.PrivacyPolicy.ProbeRule;
import yochi.node.summary.CellCode;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Dictionary;
import yochi.node.summary.EpochSummary;
import yochi.node.summary.Withheld;

/**
 * Takes out of a window what is hidden before the policy judges the rest: sensors that were not drawn that day, and
 * suspected probes of one sensor. The same window always gives the same rest, in reports and in answers.
 */
final class Sieve {
    /** Why a sensor's uptime is 0. */
    static final String NOT_DRAWN = "not drawn: this sensor does not count for now";

    private final PrivacyPolicy policy;
    private final SensorDraw draw;
    private final boolean suspects;

    Sieve(PrivacyPolicy policy, SensorDraw draw) {
        this(policy, draw, policy.probes() == ProbeRule.WITHHELD);
    }

    private Sieve(PrivacyPolicy policy, SensorDraw draw, boolean suspects) {
        this.policy = policy;
        this.draw = draw;
        this.suspects = suspects;
    }

    /** Draws only: noise protects each address as long as no address decides what becomes of others. */
    static Sieve drawing(PrivacyPolicy policy, SensorDraw draw) {
        return new Sieve(policy, draw, false);
    }

    /**
     * A window without what is hidden.
     *
     * @param window the rest
     * @param removed cells of single sensors that lost something, by rule
     * @param drawn sensors that count
     * @param watching sensors that watched
     * @param probed services that suspected probes were taken from
     * @param price what was taken as suspected probes
     */
    record Rest(
            ClosedWindow window,
            Map<Removal, Long> removed,
            Set<String> drawn,
            Set<String> watching,
            Set<Service> probed,
            WithheldProbes price) {
        /** Whether all sensors count. */
        boolean whole() {
            return drawn.size() == watching.size();
        }
    }

    Rest of(ClosedWindow window) {
        Set<String> watching = watching(window);
        Set<String> drawn = policy.sampling()
                .map(rule -> draw.drawn(window.window(), rule, watching, Math.max(1, policy.sensors())))
                .orElse(watching);
        boolean hides = suspects
                && !policy.dimensions().contains(Dimension.SENSOR)
                && drawn.size() > 1;
        Map<Removal, Long> removed = new EnumMap<>(Removal.class);
        if (window.epochs().isEmpty() || (!hides && drawn.size() == watching.size())) {
            return new Rest(window, removed, drawn, watching, Set.of(), WithheldProbes.NONE);
        }
        Dictionary dictionary = window.epochs().getFirst().dictionary();
        Set<Integer> numbers = new HashSet<>();
        for (int i = 0; i < dictionary.sensors().size(); i++) {
            if (drawn.contains(dictionary.sensorOf(i).name())) {
                numbers.add(i);
            }
        }
        Optional<MarkedProbes> probes =
                hides ? Optional.of(new MarkedProbes(window.epochs(), numbers)) : Optional.empty();
        Taken taken = new Taken(numbers, probes, drawn.size() < watching.size());
        for (EpochSummary epoch : window.epochs()) {
            taken.look(epoch);
        }
        if (!taken.sampled.isEmpty()) {
            removed.put(Removal.SAMPLING, (long) taken.sampled.size());
        }
        if (!taken.probes.isEmpty()) {
            removed.put(Removal.PROBE, (long) taken.probes.size());
        }
        if (removed.isEmpty() && drawn.size() == watching.size()) {
            return new Rest(window, removed, drawn, watching, Set.of(), taken.price());
        }
        Set<String> leftOut = new TreeSet<>(watching);
        leftOut.removeAll(drawn);
        ClosedWindow rest = window.without(taken, uptime(window, drawn), leftOut);
        return new Rest(rest, removed, drawn, watching, Set.copyOf(taken.services), taken.price());
    }

    private static Set<String> watching(ClosedWindow window) {
        Set<String> out = new TreeSet<>();
        window.uptime().stream().filter(u -> u.share() > 0).forEach(u -> out.add(u.sensor()));
        for (EpochSummary epoch : window.epochs()) {
            for (int slot = 0; slot < epoch.counted().cells(); slot++) {
                out.add(epoch.dictionary()
                        .sensorOf(CellCode.sensor(epoch.counted().code(slot)))
                        .name());
            }
        }
        return out;
    }

    /** A sensor that was not drawn is missing, not quiet. */
    private static List<Uptime> uptime(ClosedWindow window, Set<String> drawn) {
        List<Uptime> out = new ArrayList<>();
        for (Uptime u : window.uptime()) {
            boolean counts = drawn.contains(u.sensor()) || u.share() == 0;
            out.add(counts ? u : new Uptime(u.sensor(), u.epoch(), 0, u.monitoredAddresses(), NOT_DRAWN));
        }
        return out;
    }

    /** What is taken, and of which cells. */
    private static final class Taken implements Withheld {
        private final Set<Integer> drawn;
        private final Optional<MarkedProbes> suspects;
        private final boolean draws;
        private final Set<Long> sampled = new HashSet<>();
        private final Set<Long> probes = new HashSet<>();
        private final Set<Service> services = new HashSet<>();
        private final Map<AttackType, Set<Long>> victims = new HashMap<>();
        private long packets;

        Taken(Set<Integer> drawn, Optional<MarkedProbes> suspects, boolean draws) {
            this.drawn = drawn;
            this.suspects = suspects;
            this.draws = draws;
        }

        void look(EpochSummary epoch) {
            for (int slot = 0; slot < epoch.counted().cells(); slot++) {
                long code = epoch.counted().code(slot);
                if (sensor(CellCode.sensor(code))) {
                    sampled.add(code);
                }
            }
            epoch.counted().forEachPair((slot, address, n) -> {
                long code = epoch.counted().code(slot);
                if (pair(code, address)) {
                    probes.add(code);
                    packets += n;
                    services.add(CellCode.service(code));
                    victims.computeIfAbsent(CellCode.type(code), t -> new HashSet<>()).add(address);
                }
            });
        }

        WithheldProbes price() {
            long sources = victims.values().stream().mapToLong(Set::size).sum();
            return new WithheldProbes(
                    probes.size(),
                    packets,
                    sources,
                    suspects.map(MarkedProbes::addresses).orElse(0L));
        }

        @Override
        public boolean sensor(int number) {
            return !drawn.contains(number);
        }

        @Override
        public boolean pair(long code, long address) {
            return suspects.isPresent() && suspects.get().withheld(code, address);
        }

        /** Ten-second counts do not tell the sensor: with a draw none of them can be told. */
        @Override
        public boolean victim(AttackType type, long address) {
            return draws || victims.getOrDefault(type, Set.of()).contains(address);
        }
    }
}
