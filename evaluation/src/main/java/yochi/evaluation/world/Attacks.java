package yochi.evaluation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import yochi.analysis.cube.Cell;
import yochi.core.model.AttackType;
import yochi.core.model.Epoch;
import yochi.core.model.Service;

/** Draws what booters' customers order, and what the sites see of it. */
final class Attacks {
    private static final double SPACE = 0x1p32;
    /** Requests a second that one reflector gets, of a thousand packets a second at the victim (own choice). */
    private static final double PER_REFLECTOR = 1e-3;

    private static final List<Service> FLOODED =
            List.of(Service.tcp(80), Service.tcp(443), Service.tcp(22), Service.tcp(25_565));
    private static final List<Service> REFLECTORS =
            List.of(Service.udp(53), Service.udp(123), Service.udp(389), Service.udp(1900), Service.udp(11_211));

    private final Ground ground;
    private final AttackParameters parameters;
    private final List<SimulatedAttack> truth = new ArrayList<>();

    Attacks(Ground ground, AttackParameters parameters) {
        this.ground = ground;
        this.parameters = parameters;
        List<Long> victims = new ArrayList<>();
        for (int d = 0; d < ground.parameters().days(); d++) {
            Chance chance = Chance.of(ground.seed(), "attacks", d);
            long many = chance.poisson(parameters.perDay() * ground.weekday(d));
            for (long k = 0; k < many; k++) {
                boolean again = !victims.isEmpty() && chance.happens(parameters.again());
                long victim = again ? victims.get(chance.below(victims.size())) : chance.any();
                victims.add(victim);
                truth.add(drawn(chance, d, victim));
            }
        }
    }

    private SimulatedAttack drawn(Chance chance, int day, long victim) {
        int booter = chance.below(parameters.booters());
        boolean reflected = chance.happens(parameters.reflected());
        List<Service> services = reflected ? REFLECTORS : FLOODED;
        // Each booter offers two services of a kind.
        int first = Chance.of(ground.seed(), "offer", booter).below(services.size());
        Service service = services.get((first + chance.below(2)) % services.size());
        double seconds = chance.logBetween(parameters.leastSeconds(), parameters.mostSeconds());
        double start = chance.between(0, Math.max(0, Epoch.DAY - seconds));
        double perSecond = chance.logBetween(parameters.leastPerSecond(), parameters.mostPerSecond());
        return new SimulatedAttack(
                booter,
                new Cell(reflected ? AttackType.AMP_PROBE : AttackType.BACKSCATTER_TCP, service),
                victim,
                ground.day(day).start().plusSeconds((long) start),
                seconds,
                reflected ? perSecond * PER_REFLECTOR : perSecond);
    }

    List<SimulatedAttack> truth() {
        return List.copyOf(truth);
    }

    SimulatedAttack get(int number) {
        return truth.get(number);
    }

    /** Packets of each attack of the day that the site saw, by its place in the truth. */
    SortedMap<Integer, Long> seen(int site, int day) {
        SortedMap<Integer, Long> out = new TreeMap<>();
        double watched = CountedDays.share(ground.watched(site, day));
        int addresses = ground.siteList().get(site).addresses(day);
        for (int k = 0; k < truth.size(); k++) {
            SimulatedAttack a = truth.get(k);
            if (!ground.day(day).contains(a.from().getEpochSecond())) {
                continue;
            }
            double share = a.cell().attackType() == AttackType.AMP_PROBE
                    ? listed(a.booter(), site) ? 1 : 0
                    : addresses / SPACE;
            double mean = a.perSecond() * a.seconds() * share * watched;
            long packets = Chance.of(ground.seed(), "victim", site, k).poisson(mean);
            if (packets > 0) {
                out.put(k, packets);
            }
        }
        return out;
    }

    /** Whether the booter knows a reflector among the site's addresses. */
    private boolean listed(int booter, int site) {
        return Chance.of(ground.seed(), "listed", booter, site).happens(parameters.listed());
    }
}
