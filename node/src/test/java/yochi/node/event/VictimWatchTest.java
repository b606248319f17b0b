package yochi.node.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.core.model.Service;
import yochi.node.classify.Rules;
import yochi.node.classify.ServiceNumber;
import yochi.node.summary.Addresses;
import yochi.node.summary.Places;

@DisplayName("A-1, issue 3 §2: full tables of attacks; a heavy key is never turned away by light ones")
class VictimWatchTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_000L * SECOND;
    private static final int DNS = ServiceNumber.pack(Service.udp(53));
    private static final long VICTIM = 0x06000203L;
    private static final long HONEYPOT = 0x09000001L;

    private final Addresses addresses = new Addresses(1000);
    private final Random random = new Random(3);

    private VictimWatch watch(VictimRule rule, int most) {
        VictimWatch watch = new VictimWatch(rule, addresses, new Blocks(Places.none(), addresses), most);
        watch.nothingBefore();
        return watch;
    }

    private VictimWatch requests(int most) {
        return watch(new AmplificationRule(Rules.shipped()), most);
    }

    private static long request(long victim) {
        return VictimKey.pack(victim, DNS, 0);
    }

    /** One probe each of sources of 64 /20 blocks, all over a /16: no block is ever silent, no address an attack. */
    private void probes(VictimWatch watch, long from, int perSecond, int seconds) {
        for (int i = 0; i < perSecond * seconds; i++) {
            long source = 0x08000000L + random.nextInt(64 << 12);
            long at = from + (long) i * SECOND / perSecond;
            watch.add(request(source), 0x09000000L + random.nextInt(1 << 16), at, 60);
        }
    }

    private static void attack(VictimWatch watch, long from, int packets) {
        for (int i = 0; i < packets; i++) {
            watch.add(request(VICTIM), HONEYPOT, from + i * SECOND, 60);
        }
    }

    @Test
    void probesOfNeverSilentBlocksAreForgottenWithoutLoss() {
        VictimWatch small = requests(4096);
        VictimWatch large = requests(1 << 17);
        for (VictimWatch watch : List.of(small, large)) {
            random.setSeed(3);
            probes(watch, START, 2, 3000);
            attack(watch, START + 3000 * SECOND, 99);
            probes(watch, START + 3100 * SECOND, 2, 3000);
            attack(watch, START + 6100 * SECOND, 120);
        }
        assertThat(small.evicted()).isZero();
        assertThat(small.events()).hasSize(2).containsExactlyInAnyOrderElementsOf(large.events());
        assertThat(small.events()).extracting(Event::attackPackets).containsExactlyInAnyOrder(99L, 120L);
    }

    @Test
    void aFloodOfForgedVictimsPushesOutItselfAndNotTheAttack() {
        VictimWatch watch = requests(2048);
        for (int i = 0; i < 300; i++) {
            watch.add(request(VICTIM), HONEYPOT, START + i * SECOND, 60);
            for (int j = 0; j < 200; j++) {
                watch.add(request(random.nextInt() & 0x3FFF_FFFFL), HONEYPOT + 1, START + i * SECOND + j, 60);
            }
        }
        Event largest = watch.events().stream().max(Comparator.comparingLong(Event::attackPackets)).orElseThrow();
        assertThat(largest.attackPackets()).isEqualTo(300);
        assertThat(largest.key().text()).isEqualTo("6.0.2.3");
        assertThat(watch.evicted()).as("what went is counted").isBetween(50_000L, 60_000L);
    }

    @Test
    void theSameHoldsForVictimsWhoAnswer() {
        VictimWatch watch = watch(new BackscatterRule(), 2048);
        int syn = ServiceNumber.pack(Service.tcp(443));
        for (int i = 0; i < 400; i++) {
            watch.add(VictimKey.pack(VICTIM, syn, 0), 0, START + i * SECOND, BackscatterRule.hit(1 + i % 16));
            for (int j = 0; j < 100; j++) {
                long forged = random.nextInt() & 0x3FFF_FFFFL;
                watch.add(VictimKey.pack(forged, syn, 0), 0, START + i * SECOND + j, BackscatterRule.hit(1));
            }
        }
        assertThat(watch.events()).singleElement().satisfies(e -> {
            assertThat(e.attackPackets()).isEqualTo(400);
            assertThat(e.key().text()).isEqualTo("6.0.2.3");
        });
    }

    @Test
    void hitsOfABlockStayAtFifteenAndAddInAnyOrder() {
        BackscatterRule rule = new BackscatterRule();
        long sum = BackscatterRule.hit(0);
        for (int i = 0; i < 20; i++) {
            sum = rule.join(0, sum, BackscatterRule.hit(16));
        }
        assertThat(sum).isEqualTo(15L << 60);
        assertThat(rule.join(0, 0x7L, 0x6L)).isEqualTo(0xDL);
        for (int i = 0; i < 1000; i++) {
            long a = random.nextLong();
            long b = random.nextLong();
            long c = random.nextLong() & a;
            assertThat(rule.join(0, rule.join(0, a, b), c)).isEqualTo(rule.join(0, c, rule.join(0, b, a)));
        }
    }

    @Test
    void aFloodFromForgedSourcesToRandomPortsIsFoldedAndNotLost() {
        VictimWatch watch = watch(new FloodRule(Rules.shipped()), 4096);
        long key = VictimKey.pack(VICTIM, 2, FloodKind.SYN.number());
        int packets = 100_000;
        for (int i = 0; i < packets; i++) {
            long at = START + (long) i * SECOND / 1000;
            long cell = random.nextInt(1 << FloodWatch.SOURCE_BITS);
            watch.add(key, random.nextInt(1 << 16), at, 60);
            watch.add(FloodKind.SOURCE.in(key), cell / Long.SIZE, at, 1L << cell);
        }
        assertThat(watch.evicted()).isZero();
        assertThat(watch.events()).singleElement().satisfies(e -> {
            assertThat(e.attackPackets()).isEqualTo(packets);
            assertThat(e.vector()).isEqualTo("tcp/* syn");
            assertThat(e.rule()).isEqualTo("flood-syn-sources");
        });
    }

    @Test
    void partsMergeToTheWholeAlsoWhereTheFirstHadToForget() {
        VictimWatch whole = requests(1 << 17);
        VictimWatch first = requests(6000);
        VictimWatch second =
                new VictimWatch(new AmplificationRule(Rules.shipped()), addresses, new Blocks(Places.none(), addresses),
                        1 << 14);
        for (VictimWatch watch : List.of(whole, first)) {
            random.setSeed(9);
            probes(watch, START, 2, 4000);
            attack(watch, START + 4000 * SECOND, 60);
        }
        for (VictimWatch watch : List.of(whole, second)) {
            random.setSeed(10);
            attack(watch, START + 4060 * SECOND, 60);
            probes(watch, START + 4200 * SECOND, 2, 4000);
        }
        first.merge(second);
        assertThat(first.evicted()).isZero();
        assertThat(first.events()).isEqualTo(whole.events()).singleElement().satisfies(e -> assertThat(
                        e.attackPackets())
                .isEqualTo(120));
    }
}
