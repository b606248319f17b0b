package yochi.evaluation.world;

import java.util.ArrayList;
import java.util.List;

/** Who attacks whom when: crews with grudges, menus and botnets, and their campaigns. */
final class Crews {
    /** Days in which a campaign against one country of a bloc makes others likelier. */
    private static final int BLOC_DAYS = 5;

    private static final double BOTNET_MEMORY = 0.95;

    private final VictimParameters parameters;
    private final long seed;
    private final double[][] grudge;
    private final int[][] menu;
    private final List<SimulatedCampaign> campaigns = new ArrayList<>();
    private final double[][] bots;

    Crews(VictimParameters parameters, long seed) {
        this.parameters = parameters;
        this.seed = seed;
        VictimParameters.Campaigns c = parameters.campaigns();
        grudge = new double[c.crews()][parameters.ground().countries()];
        menu = new int[c.crews()][];
        for (int k = 0; k < c.crews(); k++) {
            for (int country = 0; country < grudge[k].length; country++) {
                grudge[k][country] = Chance.of(seed, "grudge", k, country).around(c.affinity());
            }
            menu[k] = menu(Chance.of(seed, "menu", k));
        }
        for (int day = 0; day < parameters.days(); day++) {
            for (int country = 0; country < parameters.ground().countries(); country++) {
                begin(day, country);
            }
        }
        bots = new double[c.crews() + parameters.botnets().worms()][];
        for (int k = 0; k < bots.length; k++) {
            bots[k] = bots(k);
        }
    }

    List<SimulatedCampaign> campaigns() {
        return List.copyOf(campaigns);
    }

    /** Machines of a botnet (or worm, behind the last crew) on a day. */
    double bots(int k, int day) {
        return bots[k][Math.clamp(day, 0, bots[k].length - 1)];
    }

    int scanners() {
        return bots.length;
    }

    /** So many different vectors, by their shares. */
    private int[] menu(Chance chance) {
        List<VictimVector> all = parameters.attacks().all();
        List<Integer> left = new ArrayList<>();
        for (int v = 0; v < all.size(); v++) {
            left.add(v);
        }
        int[] out = new int[parameters.attacks().menu()];
        for (int i = 0; i < out.length; i++) {
            double sum = left.stream().mapToDouble(v -> all.get(v).share()).sum();
            double at = chance.between(0, sum);
            int chosen = 0;
            while (chosen < left.size() - 1 && at >= all.get(left.get(chosen)).share()) {
                at -= all.get(left.get(chosen)).share();
                chosen++;
            }
            out[i] = left.remove(/* index */ chosen);
        }
        return out;
    }

    private void begin(int day, int country) {
        VictimParameters.Campaigns c = parameters.campaigns();
        if (campaigns.stream().anyMatch(s -> s.country() == country && s.runs(day))) {
            return;
        }
        int bloc = country % parameters.ground().blocs();
        boolean near = campaigns.stream()
                .anyMatch(s -> s.country() % parameters.ground().blocs() == bloc
                        && s.firstDay() < day
                        && s.firstDay() >= day - BLOC_DAYS);
        double sum = 0;
        for (double[] each : grudge) {
            sum += each[country];
        }
        // A log-normal factor has the mean exp(sigma^2 / 2).
        double usual = grudge.length * Math.exp(c.affinity() * c.affinity() / 2);
        Chance chance = Chance.of(seed, "campaign", day, country);
        if (!chance.happens(Math.min(1, c.perCountryDay() * sum / usual * (near ? c.blocFactor() : 1)))) {
            return;
        }
        double at = chance.between(0, sum);
        int crew = 0;
        while (crew < grudge.length - 1 && at >= grudge[crew][country]) {
            at -= grudge[crew][country];
            crew++;
        }
        int days = 1;
        while (chance.happens(1 - 1 / c.days())) {
            days++;
        }
        campaigns.add(new SimulatedCampaign(
                crew,
                country,
                day,
                days,
                chance.happens(c.warmUp()),
                chance.happens(c.earlyFlood()),
                chance.happens(c.recruited())));
    }

    private double[] bots(int k) {
        VictimParameters.Botnets b = parameters.botnets();
        Chance chance = Chance.of(seed, "botnet", k);
        double level = Math.log(b.bots()) + b.botsSigma() * chance.normal();
        double[] out = new double[parameters.days()];
        double wander = 0;
        for (int day = 0; day < out.length; day++) {
            wander = BOTNET_MEMORY * wander + b.wander() * chance.normal();
            out[day] = level + wander;
        }
        double[] extra = new double[out.length];
        for (SimulatedCampaign campaign : campaigns) {
            if (campaign.crew() == k && campaign.recruited()) {
                grow(extra, campaign.firstDay() - b.growthDays(), Chance.of(seed, "grown", k, campaign.firstDay()));
            }
        }
        for (int day = 0; day < out.length; day++) {
            Chance idle = Chance.of(seed, "idle growth", k, day);
            if (idle.happens(b.unused())) {
                grow(extra, day, idle);
            }
        }
        for (int day = 0; day < out.length; day++) {
            out[day] = Math.exp(out[day] + extra[day]);
        }
        return out;
    }

    /** Rises over the days of growth, then fades; where two growths meet, the larger counts: there are only so many. */
    private void grow(double[] extra, int from, Chance chance) {
        VictimParameters.Botnets b = parameters.botnets();
        double whole = Math.log(b.growthFactor()) * chance.around(0.3);
        for (int day = Math.max(0, from); day < extra.length; day++) {
            double part = (day - from + 1.0) / b.growthDays();
            double now = part <= 1
                    ? whole * part
                    : whole * Math.pow(0.5, (day - from + 1.0 - b.growthDays()) / b.fadeDays());
            extra[day] = Math.max(extra[day], now);
        }
    }

    /** Vectors of an attack, step by step: mostly as before; a change mostly to the crew's usual next one. */
    int[] vectors(int crew, int steps, Chance chance) {
        int[] own = menu[crew];
        int at = chance.below(own.length);
        int[] out = new int[steps];
        for (int step = 0; step < steps; step++) {
            if (step > 0 && own.length > 1 && !chance.happens(parameters.attacks().persistence())) {
                at = chance.happens(parameters.attacks().habit())
                        ? (at + 1) % own.length
                        : (at + 1 + chance.below(own.length - 1)) % own.length;
            }
            out[step] = own[at];
        }
        return out;
    }
}
