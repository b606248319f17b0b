package yochi.node.border;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import yochi.core.model.AttackType;
import yochi.core.model.Service;
import yochi.node.summary.CellCode;
import yochi.node.summary.EpochSummary;
import yochi.node.summary.LongCounts;
import yochi.node.summary.LongIndex;

/**
 * What in a window looks like somebody looking for one sensor by marked probes (algorithms §6.1: one source, one rare
 * port, a spike only once): traffic that one sensor alone saw and that stands out. Judged within each attack type, if
 * its sensors have addresses in common at all, so that sensors of another kind are not taken for probed ones.
 *
 * <p>Three rules, the thresholds ours ({@code yochi evaluate probing} shows what they do): a sensor with many more
 * addresses of its own than the others' and its size let expect loses all of them; one address of its own that is loud
 * is lost alone; a service that it alone saw, and often, is lost too. Size is what addresses common to several sensors
 * sent to it. A pure function of the window, so that reports and later answers withhold the same.
 */
final class MarkedProbes {
    /** Addresses of its own beyond which a sensor can stand out at all. */
    static final int FEWEST = 5;
    /** Packets beyond which one address, or one service, can. */
    static final int LOUD = 20;

    private static final double TIMES_EXPECTED = 2;
    private static final double DEVIATIONS = 3;
    private static final double LOUD_SHARE = 0.02;
    private static final int SEVERAL = -1;

    private final Map<AttackType, Found> types = new EnumMap<>(AttackType.class);

    /** What one type's traffic holds. */
    private static final class Found {
        private final LongIndex addresses = new LongIndex();
        private final List<Integer> sensorOf = new ArrayList<>();
        private final LongCounts packets = new LongCounts(64);
        private final Map<Service, Integer> sensorOfService = new HashMap<>();
        private final Map<Service, Long> packetsOfService = new HashMap<>();
        private final Map<Integer, Long> common = new HashMap<>();
        private final Map<Integer, Long> all = new HashMap<>();
        private final Map<Integer, Integer> own = new HashMap<>();
        private final Set<Integer> probed = new HashSet<>();

        void take(int sensor, Service service, long address, int n) {
            int number = addresses.of(address);
            if (number == sensorOf.size()) {
                sensorOf.add(sensor);
            } else if (sensorOf.get(number) != sensor) {
                sensorOf.set(number, SEVERAL);
            }
            packets.add(WindowCells.pair(sensor, address), n);
            sensorOfService.merge(service, sensor, (a, b) -> a.equals(b) ? a : SEVERAL);
            packetsOfService.merge(service, (long) n, Long::sum);
        }

        boolean comparable(int sensor) {
            return common.getOrDefault(sensor, 0L) > 0 && common.size() > 1;
        }

        void judge() {
            packets.forEach((pair, n) -> {
                int sensor = WindowCells.number(pair);
                all.merge(sensor, (long) n, Long::sum);
                if (sensorOf.get(addresses.of(WindowCells.address(pair))) == SEVERAL) {
                    common.merge(sensor, (long) n, Long::sum);
                } else {
                    own.merge(sensor, 1, Integer::sum);
                }
            });
            long size = common.values().stream().mapToLong(n -> n).sum();
            long alone = own.values().stream().mapToLong(n -> n).sum();
            own.forEach((sensor, n) -> {
                if (comparable(sensor) && n >= FEWEST) {
                    long mine = common.getOrDefault(sensor, 0L);
                    double expected = (double) (alone - n) * mine / (size - mine);
                    if (n > TIMES_EXPECTED * expected + DEVIATIONS * Math.sqrt(expected)) {
                        probed.add(sensor);
                    }
                }
            });
        }

        boolean withheld(int sensor, Service service, long address) {
            if (!comparable(sensor)) {
                return false;
            }
            long often = packetsOfService.getOrDefault(service, 0L);
            if (often >= LOUD && sensorOfService.getOrDefault(service, SEVERAL) == sensor) {
                return true;
            }
            if (sensorOf.get(addresses.of(address)) != sensor) {
                return false;
            }
            int n = packets.get(WindowCells.pair(sensor, address));
            return probed.contains(sensor)
                    || (n >= LOUD && n > LOUD_SHARE * all.getOrDefault(sensor, 0L));
        }
    }

    /** Looks through the epochs of one window. */
    MarkedProbes(List<EpochSummary> epochs, Set<Integer> sensors) {
        for (EpochSummary epoch : epochs) {
            epoch.counted().forEachPair((slot, address, n) -> {
                long code = epoch.counted().code(slot);
                AttackType type = CellCode.type(code);
                if (type != AttackType.ATTACK_ORDER && sensors.contains(CellCode.sensor(code))) {
                    types.computeIfAbsent(type, t -> new Found())
                            .take(CellCode.sensor(code), CellCode.service(code), address, n);
                }
            });
        }
        types.values().forEach(Found::judge);
    }

    /** Addresses looked at, each once per attack type. */
    long addresses() {
        return types.values().stream().mapToLong(found -> found.sensorOf.size()).sum();
    }

    /** Whether the address's packets in that cell are withheld. */
    boolean withheld(long code, long address) {
        Found found = types.get(CellCode.type(code));
        return found != null && found.withheld(CellCode.sensor(code), CellCode.service(code), address);
    }
}
