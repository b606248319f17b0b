package yochi.node.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import yochi.core.model.Country;
import yochi.node.classify.Classifier;
import yochi.node.classify.Verdict;
import yochi.node.observation.Field;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;

/** Tools and unknown relations on scanners made for the purpose (A-10; algorithms §1.3). */
class FingerprintDeskTest {
    private static final int[] WINDOWS = {
        1024, 8192, 29_200, 64_240, 65_535, 14_600, 5840, 16_384, 32_768, 4128, 512, 256, 42_340, 26_883, 7300, 3000,
        28_400, 1200, 60_352, 17_520, 2048, 4096, 8760, 31_000, 1025
    };

    private final FingerprintDesk desk = new FingerprintDesk();
    private final Classifier classifier = new Classifier();
    private final Verdict verdict = new Verdict();
    private final SplittableRandom random = new SplittableRandom(7);
    private final Packet p = new Packet(new Origin(Sensor.of("s1", new Country("SG")), "test"));

    private Packet syn(int source) {
        p.clear();
        p.known = Field.bits(Field.DESTINATION, Field.PORTS, Field.TCP_NUMBERS, Field.TCP_FLAGS, Field.IP_ID);
        p.ipVersion = 4;
        p.protocol = 6;
        p.tcpFlags(2);
        p.sourceLow(0x0600_0000L + source);
        p.destinationLow(0x0900_0000L + random.nextInt(1 << 16));
        p.sourcePort(random.nextInt(1 << 16));
        p.destinationPort(23);
        p.sequence(random.nextInt());
        p.acknowledgement(0);
        p.ipId(random.nextInt(1 << 16));
        p.window(WINDOWS[random.nextInt(WINDOWS.length)]);
        return p;
    }

    private void send() {
        classifier.classify(p, verdict);
        desk.packet(p, verdict);
    }

    private void noise(int sources, int packets) {
        for (int s = 0; s < sources; s++) {
            for (int i = 0; i < packets; i++) {
                syn(10_000 + s);
                send();
            }
        }
    }

    @Test
    void theTimeBetweenProbesOfASourceIsATrait() {
        for (int i = 0; i < 40; i++) {
            syn(1).ipId(54_321);
            p.timeNanos = i * 1_500_000L;
            send();
        }
        assertThat(desk.found().getFirst().traits().gaps()).isEqualTo(Map.of(1024L, 31L));
    }

    private List<String> found() {
        return desk.found().stream()
                .map(f -> f.tool() + "|" + f.relation() + "|" + f.sources() + "|" + f.packets())
                .toList();
    }

    @Test
    void randomScannersHaveNoFingerprint() {
        noise(1_000, 30);
        assertThat(found()).isEmpty();
    }

    @Test
    void knownToolsAreDeclaredBySource() {
        noise(200, 25);
        for (int i = 0; i < 20; i++) {
            syn(1).sequence((int) p.destinationLow());
            send();
            syn(2).ipId((int) (p.destinationLow() ^ p.destinationPort() ^ p.sequence()) & 0xFFFF);
            send();
            syn(3).ipId(54_321);
            send();
            syn(4).sequence(0x1234_5678 ^ Integer.reverseBytes((int) p.destinationLow())
                    ^ ((p.destinationPort() << 16) | p.sourcePort()));
            send();
            int mask = 0x0BAD_CAFE;
            int attempt = i % 5;
            syn(5).sequence(mask ^ ((attempt << 16) | attempt));
            send();
            syn(6).sequence(99);
            send();
        }
        assertThat(found())
                .containsExactlyInAnyOrder(
                        "mirai|sequence==destination|1|20",
                        "masscan|id==destination^port^sequence|1|20",
                        "zmap|id==54321|1|20",
                        "unicornscan|sequence^reversed(destination)^(port<<16|sourcePort)==const|1|20",
                        "nmap|high(sequence^first)==low(sequence^first)|1|20",
                        "constant-sequence|sequence==const|1|20");
    }

    /** M-2: what a specimen's own scans can be held against. */
    @Test
    void theTraitsOfATool() {
        noise(200, 25);
        for (int i = 0; i < 20; i++) {
            for (int source = 1; source <= 3; source++) {
                int target = source == 1 ? 10 + i : source == 2 ? 200 - i : 7919 * i % 251;
                syn(source).destinationLow(0x0900_0000L + target);
                p.sourcePort(source == 1 ? 4_000 : 4_000 + i);
                p.destinationPort(i % 10 == 0 ? 2323 : 23);
                p.window(5_840);
                p.sequence((int) p.destinationLow());
                send();
            }
        }
        assertThat(desk.found()).singleElement().satisfies(f -> {
            assertThat(f.tool()).isEqualTo("mirai");
            assertThat(f.traits())
                    .isEqualTo(new Traits(
                            60, Map.of("tcp/23", 54L, "tcp/2323", 6L), Map.of("5840", 60L), 3, 1, 3, 1, 1,
                            Map.of(0L, 57L)));
        });
    }

    /** Ten probes in random order reach tau 0.75 in fewer than one of 500 sources, nine are not looked at. */
    @Test
    void aRandomOrderIsNoWalk() {
        for (int source = 0; source < 2_000; source++) {
            for (int i = 0; i < (source % 2 == 0 ? 10 : 9); i++) {
                syn(source).ipId(54_321);
                send();
            }
        }
        Traits traits = desk.found().getFirst().traits();
        assertThat(traits.ordered()).isEqualTo(1_000);
        assertThat(traits.ascending() + traits.descending()).isLessThanOrEqualTo(6);
    }

    @Test
    void anUnknownRelationIsMinedAndItsSourcesAreGrouped() {
        noise(300, 25);
        for (int source = 1; source <= 5; source++) {
            int key = random.nextInt(1 << 16);
            for (int i = 0; i < 30; i++) {
                syn(source).ipId((p.sequence() >>> 16) ^ key);
                send();
            }
        }
        assertThat(desk.found()).singleElement().satisfies(f -> {
            assertThat(f.relation()).isEqualTo("id^sequenceHigh==const");
            assertThat(f.tool()).isEmpty();
            assertThat(f.sources()).isEqualTo(5);
            assertThat(f.packets()).isEqualTo(150);
            assertThat(f.services()).containsExactly("tcp/23");
            assertThat(f.evidence().qValue()).isLessThan(Miner.FALSE_DISCOVERY_RATE);
            assertThat(f.evidence().matches()).isEqualTo(30);
        });
    }

    @Test
    void nineteenOfTwentyAreEnoughAndEighteenAreNot() {
        for (int others : new int[] {1, 2}) {
            FingerprintDesk own = new FingerprintDesk();
            for (int s = 0; s < 100; s++) {
                for (int i = 0; i < 20; i++) {
                    syn(100 + s);
                    classifier.classify(p, verdict);
                    own.packet(p, verdict);
                }
            }
            for (int i = 0; i < 20; i++) {
                syn(1).window(i < others ? 1 : 31_337);
                classifier.classify(p, verdict);
                own.packet(p, verdict);
            }
            assertThat(own.found()).hasSize(others == 1 ? 1 : 0);
        }
    }

    @Test
    void whatTheWholePopulationDoesIsNoFingerprint() {
        for (int source = 0; source < 100; source++) {
            for (int i = 0; i < 25; i++) {
                syn(source).window(1024);
                send();
            }
        }
        assertThat(found()).isEmpty();
    }

    @Test
    void sourcesBeyondTheRoomAreCounted() {
        FingerprintDesk small = new FingerprintDesk(256);
        for (int i = 0; i < 3; i++) {
            for (int source = 0; source < 300; source++) {
                syn(source);
                classifier.classify(p, verdict);
                small.packet(p, verdict);
            }
        }
        assertThat(small.skipped()).isPositive();
    }

    @Test
    void theRealSpokiSourcesAreDeclaredAsTheIndependentScriptSays() {
        // 13 sources with three targets: one writes one sequence number to all, none is Nmap or Unicornscan.
        assertThat(Spoki.found().stream().map(Fingerprint::tool))
                .contains("constant-sequence", "masscan", "zmap")
                .doesNotContain("nmap", "unicornscan", "mirai");
    }
}
