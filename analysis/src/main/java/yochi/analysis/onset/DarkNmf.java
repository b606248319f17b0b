package yochi.analysis.onset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The published detector Dark-NMF with its own parameters, as a reference (Han et al., IEEE Access 10, 2022): half an
 * hour in minutes, sources as /16, those with one packet or more than 60 in a minute left out, factors of 1 to 10
 * bases, a group where at least two sources owe a basis half of its largest share. Other than the published program, no
 * source beyond the limit leaves the others in.
 */
public final class DarkNmf {
    private static final double SHARE_OF_PORT = 0.3;

    private final Settings settings;

    /**
     * How it works.
     *
     * @param bases factorisations of 1 to so many bases
     * @param iterations at most
     * @param change of the mean squared error below which they end
     * @param mostAMinute packets of a source in any minute
     * @param share of the largest packets of a basis from which on a source is anomalous
     * @param ports factors of minutes and ports instead of minutes and sources
     */
    public record Settings(int bases, int iterations, double change, int mostAMinute, double share, boolean ports) {
        /** As published. */
        public static final Settings SOURCES = new Settings(10, 3_000, 1e-5, 60, 0.5, false);
        /** The variant with the matrix over ports. */
        public static final Settings PORTS = new Settings(10, 3_000, 1e-5, Integer.MAX_VALUE, 0.98, true);
        /** Every active source belongs to its group: fewer false and fewer true alerts. */
        public static final Settings ALL_ACTIVE = new Settings(10, 3_000, 1e-5, 60, 0, false);
    }

    /**
     * A basis with an alert.
     *
     * @param bases of its factorisation
     * @param basis number in it
     * @param members anomalous sources (/16), or services in the variant over ports
     * @param packets that the basis explains, of all columns
     * @param services used by at least 30 % and two of the members, by service
     * @param score share of the packets × members × the best lift of a service, for ranking (own choice)
     */
    public record Group(
            int bases, int basis, List<Integer> members, double packets, List<PortUse> services, double score) {
        public Group {
            members = List.copyOf(members);
            services = List.copyOf(services);
        }
    }

    public DarkNmf(Settings settings) {
        this.settings = settings;
    }

    /** Alerts of half an hour, by number of bases and basis. */
    public List<Group> of(DarkPackets window) {
        SlotPackets all = settings.ports() ? window.byService() : window.byNetwork();
        List<Integer> keys = new ArrayList<>();
        List<int[]> columns = new ArrayList<>();
        for (int i = 0; i < all.keys().length; i++) {
            if (admitted(all.counts()[i])) {
                keys.add(all.keys()[i]);
                columns.add(all.counts()[i]);
            }
        }
        List<Group> out = new ArrayList<>();
        if (columns.isEmpty()) {
            return out;
        }
        int[][] v = columns.toArray(int[][]::new);
        Factors.Start start = new Factors.Start(v, settings.bases());
        PortIndex index = new PortIndex(window);
        Map<Integer, Double> usual = new HashMap<>();
        if (!settings.ports()) {
            int sources = all.keys().length;
            index.of(all.keys()).forEach(use -> usual.put(use.service(), use.networks() / (double) sources));
        }
        for (int bases = 1; bases <= start.rank(); bases++) {
            Factors factors = new Factors(v, start, bases);
            factors.run(settings.iterations(), settings.change());
            for (int basis = 0; basis < bases; basis++) {
                Group group = group(index, keys, factors, bases, basis, usual);
                if (group.members().size() >= 2) {
                    out.add(group);
                }
            }
        }
        return out;
    }

    private boolean admitted(int[] counts) {
        long sum = 0;
        for (int count : counts) {
            if (count > settings.mostAMinute()) {
                return false;
            }
            sum += count;
        }
        return sum > 1;
    }

    private Group group(
            PortIndex index,
            List<Integer> keys,
            Factors factors,
            int bases,
            int basis,
            Map<Integer, Double> usual) {
        double largest = 0;
        double sum = 0;
        for (int j = 0; j < keys.size(); j++) {
            largest = Math.max(largest, factors.packets(basis, j));
            sum += factors.packets(basis, j);
        }
        List<Integer> members = new ArrayList<>();
        for (int j = 0; j < keys.size(); j++) {
            double packets = factors.packets(basis, j);
            if (packets >= 1 && packets >= settings.share() * largest) {
                members.add(keys.get(j));
            }
        }
        if (settings.ports() || members.size() < 2) {
            return new Group(bases, basis, members, sum, List.of(), 0);
        }
        int[] networks = members.stream().mapToInt(Integer::intValue).toArray();
        List<PortUse> services = index.of(networks).stream()
                .filter(use -> use.networks() >= 2 && use.networks() >= SHARE_OF_PORT * members.size())
                .toList();
        double lift = services.stream()
                .map(use -> use.networks() / (double) members.size() / usual.getOrDefault(use.service(), 1.0))
                .max(Comparator.naturalOrder())
                .orElse(0.0);
        return new Group(bases, basis, members, sum, services, sum / index.packets() * members.size() * lift);
    }
}
