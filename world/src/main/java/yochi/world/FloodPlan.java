package yochi.world;

import java.time.Duration;

/**
 * What a simulated flood looks like; the shape of an application-layer flood by volunteers' machines on a web server
 * among its ordinary visitors.
 *
 * @param seed of every random choice
 * @param destination victim's address, inside 192.0.2.0/24 (RFC 5737)
 * @param protocol IP protocol of the flood
 * @param destinationPort attacked port, which visitors use too
 * @param bots attacking addresses
 * @param packetsPerSecondPerBot mean rate of each
 * @param visitors ordinary clients, of whom {@code sharedVisitors} stand in the bots' networks
 * @param sharedVisitors visitors whose /27 also holds bots: no rule by source network can spare them
 * @param packetsPerSecondPerVisitor mean rate of each
 * @param visitorProtocol IP protocol of the visitors
 * @param visitorPort port of most of them
 * @param quiet ordinary traffic only, before the flood
 * @param flood length of the flood
 */
public record FloodPlan(
        long seed,
        int destination,
        int protocol,
        int destinationPort,
        int bots,
        double packetsPerSecondPerBot,
        int visitors,
        int sharedVisitors,
        double packetsPerSecondPerVisitor,
        int visitorProtocol,
        int visitorPort,
        Duration quiet,
        Duration flood) {
    public static final int TCP = 6;
    public static final int UDP = 17;
    private static final int HTTP = 80;

    public FloodPlan {
        if (destination >>> 8 != SimulatedFlow.number(192, 0, 2, 0) >>> 8) {
            throw new IllegalArgumentException("a simulated victim stands in 192.0.2.0/24 (RFC 5737)");
        }
        if (bots < 1 || visitors < 1 || sharedVisitors > visitors || sharedVisitors < 0) {
            throw new IllegalArgumentException(
                    "bots " + bots + ", visitors " + visitors + ", of them shared " + sharedVisitors);
        }
    }

    /** A flood of the protocol and port that visitors use too. */
    public FloodPlan(
            long seed,
            int destination,
            int protocol,
            int destinationPort,
            int bots,
            double packetsPerSecondPerBot,
            int visitors,
            int sharedVisitors,
            double packetsPerSecondPerVisitor,
            Duration quiet,
            Duration flood) {
        this(
                seed,
                destination,
                protocol,
                destinationPort,
                bots,
                packetsPerSecondPerBot,
                visitors,
                sharedVisitors,
                packetsPerSecondPerVisitor,
                protocol,
                destinationPort,
                quiet,
                flood);
    }

    /** The demo's flood: 120 bots at 25 packets/s each on tcp/443 among 80 visitors, 8 of them the bots' neighbours. */
    public static FloodPlan demo(long seed) {
        return new FloodPlan(
                seed,
                SimulatedFlow.number(192, 0, 2, 80),
                TCP,
                443,
                120,
                25,
                80,
                8,
                4,
                Duration.ofSeconds(3),
                Duration.ofSeconds(5));
    }

    /** The same flood over other spans. */
    public FloodPlan lasting(Duration quietSpan, Duration floodSpan) {
        return new FloodPlan(
                seed,
                destination,
                protocol,
                destinationPort,
                bots,
                packetsPerSecondPerBot,
                visitors,
                sharedVisitors,
                packetsPerSecondPerVisitor,
                visitorProtocol,
                visitorPort,
                quietSpan,
                floodSpan);
    }

    /** The same flood by another protocol, on visitors of a web server over TCP. */
    public FloodPlan by(int otherProtocol, int otherPort) {
        return new FloodPlan(
                seed,
                destination,
                otherProtocol,
                otherPort,
                bots,
                packetsPerSecondPerBot,
                visitors,
                sharedVisitors,
                packetsPerSecondPerVisitor,
                TCP,
                HTTP,
                quiet,
                flood);
    }

    public Duration whole() {
        return quiet.plus(flood);
    }
}
