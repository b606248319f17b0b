package yochi.world.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import yochi.world.campaign.Staging.Telescope;

/**
 * What a telescope abroad would have seen of a campaign: victims' answers to forged senders, thinned by how small a
 * part of all addresses it watches, and a scan an hour, so that silence can be told from an outage.
 *
 * <p>The rate is an upper bound: as if each wave's largest published attack had run for the whole wave, in packets of
 * the smallest size. Waves whose size is not published leave nothing. Backscatter analysis: Moore, Voelker, Savage,
 * "Inferring Internet denial-of-service activity", USENIX Security 2001.
 */
public final class DarknetWorld {
    /** SYN without options: 20 bytes IP and 20 bytes TCP, 60 with the usual options. */
    private static final int SYN_BYTES = 60;

    private static final double ALL_ADDRESSES = 4_294_967_296.0;
    private static final int TCP = 6;
    private static final int FIRST_EPHEMERAL_PORT = 32_768;
    private static final int EPHEMERAL_PORTS = 28_000;
    private static final int SCANNED_PORT = 445;
    private static final int LARGEST_MEAN = 500;
    private static final int VICTIM_ADDRESSES = 200;

    private final Campaign campaign;
    private final Staging staging;
    private final OrderWorld orders;

    public DarknetWorld(Campaign campaign, Staging staging, OrderWorld orders) {
        this.campaign = campaign;
        this.staging = staging;
        this.orders = orders;
    }

    /** All packets, oldest first; the same campaign and staging give the same. */
    public List<DarknetPacket> packets(Telescope telescope) {
        SplittableRandom random = new SplittableRandom(staging.seed());
        List<DarknetPacket> out = new ArrayList<>();
        for (Instant t = orders.begin(); t.isBefore(orders.end()); t = t.plus(Duration.ofHours(1))) {
            String scanner = "203.0.113." + random.nextInt(1, 255);
            out.add(packet(t.plusSeconds(random.nextInt(3600)), scanner, telescope, random,
                    FIRST_EPHEMERAL_PORT + random.nextInt(EPHEMERAL_PORTS), SCANNED_PORT, false));
        }
        for (Wave wave : campaign.waves()) {
            answers(wave, telescope, random, out);
        }
        out.sort(Comparator.comparing(DarknetPacket::time));
        return out;
    }

    /** Answers to be expected in the wave at the telescope. */
    double expected(Wave wave, Telescope telescope) {
        double attack = wave.megabits().value().or(() -> wave.megabits().high()).orElse(0.0) * 1e6 / 8 / SYN_BYTES;
        double forged = campaign.vectors(wave).stream()
                .filter(v -> v.protocol() == TCP && v.port() > 0)
                .mapToDouble(v -> v.share().played().orElse(0.0)
                        * v.spoofed().played().orElse(0.0))
                .sum();
        double seconds =
                Duration.between(campaign.begin(wave), campaign.end(wave)).toSeconds();
        return attack * forged * seconds * telescope.addresses() / ALL_ADDRESSES;
    }

    private void answers(Wave wave, Telescope telescope, SplittableRandom random, List<DarknetPacket> out) {
        int sites = wave.targets().stream().mapToInt(TargetClass::played).sum();
        int port = campaign.vectors(wave).stream()
                .mapToInt(VectorShare::port)
                .max()
                .orElse(0);
        long n = sites == 0 ? 0 : poisson(expected(wave, telescope), random);
        Instant begin = campaign.begin(wave);
        long seconds = Duration.between(begin, campaign.end(wave)).toSeconds();
        for (long i = 0; i < n; i++) {
            int site = 1 + random.nextInt(Math.min(sites, VICTIM_ADDRESSES));
            out.add(packet(begin.plusSeconds(random.nextLong(seconds)), "192.0.2." + site, telescope, random, port,
                    FIRST_EPHEMERAL_PORT + random.nextInt(EPHEMERAL_PORTS), true));
        }
    }

    private static DarknetPacket packet(
            Instant time,
            String source,
            Telescope telescope,
            SplittableRandom random,
            int sourcePort,
            int destinationPort,
            boolean answer) {
        String network = telescope.block().network();
        int dot = network.lastIndexOf('.');
        int host = Integer.parseInt(network.substring(dot + 1)) + random.nextInt(telescope.addresses());
        return new DarknetPacket(
                time, source, network.substring(0, dot + 1) + host, sourcePort, destinationPort, answer);
    }

    /** By Knuth's product in parts small enough for it. */
    private static long poisson(double mean, SplittableRandom random) {
        long n = 0;
        for (double left = mean; left > 0; left -= LARGEST_MEAN) {
            double limit = Math.exp(-Math.min(left, LARGEST_MEAN));
            for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
                n++;
            }
        }
        return n;
    }
}
