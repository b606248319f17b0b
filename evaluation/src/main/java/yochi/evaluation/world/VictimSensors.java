package yochi.evaluation.world;

/** What nodes watch and when it is known: honeypots on booters' lists, darknets, outages, lost and late days. */
final class VictimSensors {
    private static final double SPACE = 0x1p32;
    private static final int WEEK = 7;

    private final VictimParameters parameters;
    private final long seed;
    private final double[][] up;
    private final int[][] arrival;
    private final int[][][] listed;

    VictimSensors(VictimParameters parameters, int booters, long seed) {
        this.parameters = parameters;
        this.seed = seed;
        VictimParameters.Nuisances n = parameters.nuisances();
        int nodes = parameters.ground().nodes();
        up = new double[nodes][parameters.days()];
        arrival = new int[nodes][parameters.days()];
        for (int node = 0; node < nodes; node++) {
            for (int day = 0; day < parameters.days(); day++) {
                Chance chance = Chance.of(seed, "sensor", node, day);
                up[node][day] = chance.happens(n.outage())
                        ? Math.max(0, 1 - chance.exponential(n.outageShare()))
                        : 1;
                boolean missing = chance.happens(n.missingDay());
                int late = chance.happens(n.late()) ? 1 + chance.below(3) : 0;
                arrival[node][day] = missing ? Integer.MAX_VALUE : day + late;
            }
        }
        listed = new int[booters][nodes][];
        for (int booter = 0; booter < booters; booter++) {
            for (int node = 0; node < nodes; node++) {
                listed[booter][node] = weeks(booter, node);
            }
        }
    }

    /** Whether a day of a node had been reported by the end of another. */
    boolean known(int node, int day, int asOf) {
        return arrival[node][day] <= asOf;
    }

    /** On which day a day of a node was reported; the largest number: never. */
    int arrival(int node, int day) {
        return arrival[node][day];
    }

    /** Share of the day in which the node watched. */
    double up(int node, int day) {
        return day < 0 || day >= parameters.days() ? 0 : up[node][day];
    }

    /** Share of all addresses that the node's darknet is. */
    double darknet(int node) {
        return parameters.ground().darknetAddresses().get(node) / SPACE;
    }

    /** Chance that a scanner of so many probes a day meets the node's darknet. */
    double meets(int node) {
        return 1 - Math.exp(-parameters.botnets().probesPerDay() * darknet(node));
    }

    /** Honeypots of the node on the booter's list in the week of the day. */
    int listed(int booter, int node, int day) {
        return listed[booter][node][Math.clamp(Math.floorDiv(day, WEEK), 0, listed[booter][node].length - 1)];
    }

    /** Each week some honeypots' places on the list are drawn anew. */
    private int[] weeks(int booter, int node) {
        int[] out = new int[parameters.days() / WEEK + 1];
        for (int pot = 0; pot < parameters.ground().honeypots().get(node); pot++) {
            Chance chance = Chance.of(seed, "listed", booter, node, pot);
            boolean on = chance.happens(parameters.sight().listed());
            for (int week = 0; week < out.length; week++) {
                if (week > 0 && chance.happens(parameters.sight().relisted())) {
                    on = chance.happens(parameters.sight().listed());
                }
                out[week] += on ? 1 : 0;
            }
        }
        return out;
    }
}
