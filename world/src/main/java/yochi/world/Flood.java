package yochi.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Simulated traffic to one victim, step by step: ordinary visitors all the time, and bots during the flood. Bots stand
 * in a few /27 networks of 203.0.113.0/24; visitors mostly in 198.51.100.0/24, some next to the bots, some use another
 * port. The same plan gives the same flows.
 */
public final class Flood {
    private static final int BOT_NETWORK = SimulatedFlow.number(203, 0, 113, 0);
    private static final int VISITOR_NETWORK = SimulatedFlow.number(198, 51, 100, 0);
    /** Bots use five of the eight /27 networks. */
    private static final int BOT_ADDRESSES = 160;
    /** Every fourth visitor talks to another port than the attacked one. */
    private static final int OTHER_PORT_EVERY = 4;

    private static final int OTHER_PORT = 25;
    private static final int FIRST_EPHEMERAL_PORT = 32_768;

    private final FloodPlan plan;
    private final SplittableRandom random;
    private final List<Integer> bots;
    private final List<Integer> visitors;

    public Flood(FloodPlan plan) {
        this.plan = plan;
        this.random = new SplittableRandom(plan.seed());
        List<Integer> addresses = shuffled(BOT_NETWORK, BOT_ADDRESSES);
        this.bots = List.copyOf(addresses.subList(0, Math.min(plan.bots(), BOT_ADDRESSES - plan.sharedVisitors())));
        List<Integer> clients =
                new ArrayList<>(addresses.subList(BOT_ADDRESSES - plan.sharedVisitors(), BOT_ADDRESSES));
        List<Integer> elsewhere = shuffled(VISITOR_NETWORK, 256);
        for (int i = 0; clients.size() < plan.visitors(); i++) {
            clients.add(elsewhere.get(i % elsewhere.size()));
        }
        this.visitors = List.copyOf(clients);
    }

    private List<Integer> shuffled(int network, int size) {
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            out.add(network + i);
        }
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Integer swap = out.get(i);
            out.set(i, out.get(j));
            out.set(j, swap);
        }
        return out;
    }

    /**
     * The flows of the next step.
     *
     * @param elapsed time since the world began
     * @param step length of the step
     */
    public List<SimulatedFlow> step(Duration elapsed, Duration step) {
        double seconds = step.toNanos() / 1e9;
        List<SimulatedFlow> out = new ArrayList<>();
        for (int i = 0; i < visitors.size(); i++) {
            int packets = poisson(plan.packetsPerSecondPerVisitor() * seconds);
            int port = i % OTHER_PORT_EVERY == OTHER_PORT_EVERY - 1 ? OTHER_PORT : plan.visitorPort();
            int length = 120 + random.nextInt(1300);
            add(out, visitors.get(i), plan.visitorProtocol(), port, packets, length, Label.LEGITIMATE);
        }
        boolean flooding = elapsed.compareTo(plan.quiet()) >= 0 && elapsed.compareTo(plan.whole()) < 0;
        if (flooding) {
            for (int bot : bots) {
                int packets = poisson(plan.packetsPerSecondPerBot() * seconds);
                int length = 240 + random.nextInt(200);
                add(out, bot, plan.protocol(), plan.destinationPort(), packets, length, Label.ATTACK);
            }
        }
        return out;
    }

    private void add(
            List<SimulatedFlow> out, int source, int protocol, int port, int packets, int length, Label label) {
        if (packets > 0) {
            int chosen = FIRST_EPHEMERAL_PORT + random.nextInt(28_000);
            int sourcePort = port == 0 ? 0 : chosen;
            out.add(new SimulatedFlow(source, plan.destination(), protocol, sourcePort, port, packets, length, label));
        }
    }

    /** Knuth's product method; the means here are small. */
    private int poisson(double mean) {
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int n = 0;
        while (product > limit) {
            n++;
            product *= random.nextDouble();
        }
        return n;
    }
}
