package yochi.evaluation.world;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Draws the planted outbreaks and all their packets. */
final class Outbreaks {
    private static final int PERIOD_MILLIS = 150_000;
    /** Half a slot of Dark-GLASSO: within that a member sends what one command made it send. */
    private static final int BURST_MILLIS = 25_000;

    private static final double BURST_PACKETS = 2;
    private static final double PERIOD_PACKETS = 1;

    private final TelescopeParameters parameters;
    private final long seed;
    private final List<Outbreak> truth = new ArrayList<>();
    private final PacketBuffer packets = new PacketBuffer();

    Outbreaks(TelescopeParameters parameters, long seed) {
        this.parameters = parameters;
        this.seed = seed;
    }

    void plant(int number, WantedOutbreak wanted, int firstWindow, Ports known) {
        Chance chance = Chance.of(seed, "outbreak", number);
        double jitter = chance.between(0, wanted.jitterSeconds());
        List<Integer> ports = wanted.ports().isEmpty() ? List.of(known.popular(chance)) : wanted.ports();
        Set<Integer> members = new HashSet<>();
        List<Integer> perWindow = new ArrayList<>();
        for (int k = 0; k < wanted.windows(); k++) {
            double grown = Math.pow(wanted.growthPerDay(), k / 144.0);
            int many = (int) Math.round(wanted.share() * parameters.activeSources() * grown);
            perWindow.add(many);
            long start = (long) (firstWindow + k) * TelescopeWorld.WINDOW_MILLIS;
            int[] addresses = new int[many];
            for (int m = 0; m < many; m++) {
                addresses[m] = address(number, m, k / 144);
                members.add(addresses[m]);
            }
            act(Chance.of(seed, "act", number, k), wanted.kind(), jitter, ports, addresses, start);
        }
        truth.add(new Outbreak(
                number,
                wanted,
                firstWindow,
                firstWindow + wanted.windows() - 1,
                jitter,
                ports,
                members,
                perWindow));
    }

    /** A member's address on a day of the outbreak; some change it from day to day, inside their /16. */
    private int address(int number, int member, int day) {
        int address = Chance.of(seed, "member", number, member).sender();
        for (int d = 1; d <= day; d++) {
            Chance chance = Chance.of(seed, "moves", number, member, d);
            if (chance.happens(parameters.churnPerDay())) {
                address = (address & 0xffff_0000) | chance.below(1 << 16);
            }
        }
        return address;
    }

    private void act(
            Chance chance, OutbreakKind kind, double jitter, List<Integer> ports, int[] members, long start) {
        double late = jitter * 1000;
        double room = TelescopeWorld.WINDOW_MILLIS - late - BURST_MILLIS;
        switch (kind) {
            case BURST -> {
                double first = chance.between(0, room / 2);
                double second = chance.between(room / 2, room);
                for (int member : members) {
                    send(chance, start + first, late, BURST_PACKETS, ports, member);
                    send(chance, start + second, late, BURST_PACKETS, ports, member);
                }
            }
            case PERIODIC -> {
                double phase = chance.between(0, PERIOD_MILLIS);
                for (int member : members) {
                    for (double at = phase; at < TelescopeWorld.WINDOW_MILLIS; at += PERIOD_MILLIS) {
                        send(chance, start + at, late, PERIOD_PACKETS, ports, member);
                    }
                }
            }
            case SINGLE -> {
                double at = chance.between(0, room);
                for (int member : members) {
                    packets.add((long) (start + at + chance.between(0, late)), member, any(chance, ports));
                }
            }
        }
    }

    private void send(Chance chance, double at, double late, double mean, List<Integer> ports, int member) {
        double own = at + chance.between(0, late);
        long many = chance.poisson(mean);
        for (long p = 0; p < many; p++) {
            packets.add((long) (own + chance.between(0, BURST_MILLIS)), member, any(chance, ports));
        }
    }

    private static int any(Chance chance, List<Integer> ports) {
        return ports.get(chance.below(ports.size()));
    }

    List<Outbreak> truth() {
        return List.copyOf(truth);
    }

    PacketBuffer.Packets packets() {
        return packets.sorted();
    }
}
