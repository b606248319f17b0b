package yochi.evaluation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Draws attacks step by step, and what sensors see of each. */
final class VictimAttacks {
    private static final int DAY = 86_400;
    private static final int HOUR = 3600;

    private final VictimParameters parameters;
    private final Crews crews;
    private final VictimSensors sensors;
    private final List<VictimVector> vectors;
    private final long seed;

    VictimAttacks(VictimParameters parameters, Crews crews, VictimSensors sensors, long seed) {
        this.parameters = parameters;
        this.crews = crews;
        this.sensors = sensors;
        this.seed = seed;
        vectors = parameters.attacks().all();
    }

    /** All attacks of a campaign, those before its first order included, in order of time. */
    List<VictimAttack> of(SimulatedCampaign campaign) {
        VictimParameters.Campaigns c = parameters.campaigns();
        Chance chance = Chance.of(seed, "attacks", campaign.firstDay(), campaign.country());
        List<VictimAttack> out = new ArrayList<>();
        if (campaign.warmUp()) {
            precursors(campaign, VictimVector.Kind.REFLECTED, chance, out);
        }
        if (campaign.earlyFlood()) {
            precursors(campaign, VictimVector.Kind.SPOOFED, chance, out);
        }
        int site = chance.below(parameters.ground().sites());
        for (int day = campaign.firstDay(); day < campaign.firstDay() + campaign.days(); day++) {
            if (day >= parameters.days() || (day > campaign.firstDay() && chance.happens(c.restDays()))) {
                continue;
            }
            long many = 1 + chance.poisson(c.attacksPerDay() - 1);
            for (long k = 0; k < many; k++) {
                site = chance.happens(c.again()) ? site : chance.below(parameters.ground().sites());
                long start = (long) day * DAY + (long) chance.between(4L * HOUR, 23L * HOUR);
                long lead = chance.happens(c.lead()) ? (long) chance.exponential(c.leadHours() * HOUR) : 0;
                // The first order is what a campaign begins with: nothing of it lies on the day before.
                long listed = Math.max(start - lead, (long) campaign.firstDay() * DAY);
                OptionalLong ordered = chance.happens(c.ordered()) || (day == campaign.firstDay() && k == 0)
                        ? OptionalLong.of(listed)
                        : OptionalLong.empty();
                int[] course = crews.vectors(campaign.crew(), steps(chance), chance);
                out.add(drawn(
                        VictimAttack.Purpose.CAMPAIGN, campaign.crew(), campaign.country(), site, start, ordered,
                        course, 1, chance));
            }
        }
        return out;
    }

    private void precursors(
            SimulatedCampaign campaign, VictimVector.Kind kind, Chance chance, List<VictimAttack> out) {
        int many = 1 + chance.below(3);
        for (int k = 0; k < many; k++) {
            int day = campaign.firstDay() - 1 - chance.below(parameters.campaigns().precursorDays());
            int site = chance.below(parameters.ground().sites());
            long start = (long) day * DAY + (long) chance.between(0, DAY - 1.0);
            int[] course = {any(kind, chance)};
            if (day >= 0) {
                out.add(drawn(
                        VictimAttack.Purpose.PRECURSOR,
                        campaign.crew(),
                        campaign.country(),
                        site,
                        start,
                        OptionalLong.empty(),
                        course,
                        parameters.campaigns().precursorSize(),
                        chance));
            }
        }
    }

    /** One attack that no campaign ordered, on anybody in the country, seldom on a public site. */
    VictimAttack background(int day, int country, VictimVector.Kind kind, int booter, Chance chance) {
        int steps = steps(chance);
        int[] course = new int[steps];
        java.util.Arrays.fill(course, any(kind, chance));
        return drawn(
                VictimAttack.Purpose.BACKGROUND,
                booter,
                country,
                chance.happens(parameters.background().onSites()) ? chance.below(parameters.ground().sites()) : -1,
                (long) day * DAY + (long) chance.between(0, DAY - 1.0),
                OptionalLong.empty(),
                course,
                parameters.background().sizeFactor(),
                chance);
    }

    private int steps(Chance chance) {
        double minutes = parameters.attacks().minutes() * chance.around(parameters.attacks().minutesSigma());
        int most = DAY / 60 / parameters.stepMinutes();
        return (int) Math.clamp(Math.ceil(minutes / parameters.stepMinutes()), 1, most);
    }

    private int any(VictimVector.Kind kind, Chance chance) {
        double sum = vectors.stream().filter(v -> v.kind() == kind).mapToDouble(VictimVector::share).sum();
        double at = chance.between(0, sum);
        int last = -1;
        for (int v = 0; v < vectors.size() && at >= 0; v++) {
            if (vectors.get(v).kind() == kind) {
                at -= vectors.get(v).share();
                last = v;
            }
        }
        return last;
    }

    private VictimAttack drawn(
            VictimAttack.Purpose purpose,
            int crew,
            int country,
            int site,
            long start,
            OptionalLong ordered,
            int[] course,
            double factor,
            Chance chance) {
        VictimParameters.Sizes s = parameters.sizes();
        int day = (int) Math.floorDiv(start, (long) DAY);
        double size = factor * chance.around(s.attackSigma());
        if (purpose != VictimAttack.Purpose.BACKGROUND) {
            size *= Chance.of(seed, "crew's size", crew).around(s.crewSigma())
                    * Chance.of(seed, "site's size", country, site).around(s.siteSigma());
        }
        if (chance.happens(s.tail())) {
            size *= Math.pow(chance.unit(), -1 / s.tailIndex());
        }
        double reflectors = parameters.sight().reflectors() * chance.around(parameters.sight().reflectorsSigma());
        double answered =
                Math.min(1, parameters.sight().answered() * chance.around(parameters.sight().answeredSigma()));
        boolean uneven = chance.happens(parameters.sight().unevenlySpoofed());
        List<VictimStep> steps = new ArrayList<>();
        for (int vector : course) {
            VictimVector v = vectors.get(vector);
            double bits = size * chance.around(s.stepSigma());
            bits *= switch (v.kind()) {
                case REFLECTED -> s.reflectedMedian();
                case SPOOFED -> s.spoofedMedian();
                case BOTNET -> s.bitsPerBot() * s.botsUsed() * crews.bots(crew, day);
            };
            steps.add(seen(crew, day, vector, bits, reflectors, uneven ? 0 : answered, chance));
        }
        return new VictimAttack(purpose, crew, country, site, start, ordered, steps);
    }

    private VictimStep seen(
            int crew, int day, int vector, double bits, double reflectors, double answered, Chance chance) {
        VictimVector v = vectors.get(vector);
        int nodes = parameters.ground().nodes();
        double seconds = 60.0 * parameters.stepMinutes();
        double packets = bits / 8 / v.packetBytes();
        long[] requests = new long[nodes];
        int[] pots = new int[nodes];
        long[] backscatter = new long[nodes];
        for (int node = 0; node < nodes; node++) {
            double watched = seconds * sensors.up(node, day);
            int listed = sensors.listed(crew, node, day);
            if (v.kind() == VictimVector.Kind.REFLECTED && listed > 0) {
                requests[node] = chance.poisson(listed * bits / 8 / v.answerBytes() / reflectors * watched);
                pots[node] = requests[node] > 0 ? listed : 0;
            } else if (v.kind() == VictimVector.Kind.SPOOFED) {
                backscatter[node] = chance.poisson(packets * answered * sensors.darknet(node) * watched);
            }
        }
        return new VictimStep(vector, bits, packets, requests, pots, backscatter);
    }
}
