package yochi.member.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yochi.core.model.Prefix;

/** the member sees in its own flow records that the attack has begun. */
class DetectorTest {
    private static final int VICTIM = 0xC0000250;
    private static final int BOT = 0xCB007109;
    private static final int VISITOR = 0xC6336409;
    private static final Thresholds THRESHOLDS = new Thresholds(Duration.ofSeconds(1), 8, 3, 500, 2);

    private final Detector detector = new Detector(List.of(Prefix.parse("192.0.2.0/24")), THRESHOLDS);

    private static FlowRecord flow(int source, int destination, long packets) {
        return new FlowRecord(source, destination, 6, 40_000, 443, packets, packets * 300, 0);
    }

    private List<Onslaught> bin(long bots, long visitors) {
        detector.accept(flow(BOT, VICTIM, bots));
        detector.accept(flow(VISITOR, VICTIM, visitors));
        return detector.close();
    }

    @Test
    void ordinaryTrafficIsNoOnslaught() {
        List<Onslaught> seen = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            seen.addAll(bin(0, 200 + i));
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void aFloodIsSeenInItsSecondBinOnceWithTheNetworksItComesFrom() {
        for (int i = 0; i < 8; i++) {
            bin(1, 200);
        }
        assertThat(bin(3000, 200)).isEmpty();
        List<Onslaught> seen = bin(3000, 200);
        assertThat(seen).hasSize(1);
        Onslaught o = seen.getFirst();
        assertThat(o.destination()).isEqualTo(Prefix.parse("192.0.2.80/32"));
        assertThat(o.destinationPort()).isEqualTo(443);
        assertThat(o.packetsPerSecond()).isEqualTo(3200);
        assertThat(o.sources()).containsExactly(Prefix.parse("203.0.113.0/27"));
        assertThat(o.coveredShare()).isGreaterThan(0.99);
        assertThat(o.collateralShare()).isLessThan(0.01);
        assertThat(bin(3000, 200)).isEmpty();
    }

    @Test
    void aFloodOnAPortThatHadNoTrafficIsSeenThoughItHasNoBaseline() {
        for (int i = 0; i < 8; i++) {
            bin(0, 200);
        }
        FlowRecord ping = new FlowRecord(BOT, VICTIM, 1, 0, 0, 3000, 3000 * 300, 0);
        detector.accept(ping);
        assertThat(bin(0, 200)).isEmpty();
        detector.accept(ping);
        List<Onslaught> seen = bin(0, 200);
        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst().protocol()).isEqualTo(1);
        assertThat(seen.getFirst().sources()).containsExactly(Prefix.parse("203.0.113.0/27"));
        assertThat(seen.getFirst().collateralShare()).isZero();
    }

    @Test
    void anExporterThatBeginsToSpeakIsNoOnslaught() {
        for (int i = 0; i < 20; i++) {
            detector.close();
        }
        List<Onslaught> seen = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            seen.addAll(bin(0, 5000));
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void anOnsetTooSmallToBeHotDoesNotMakeAttackersLookLikeVisitors() {
        for (int i = 0; i < 8; i++) {
            bin(0, 200);
        }
        assertThat(bin(290, 200)).isEmpty();
        bin(3000, 200);
        Onslaught o = bin(3000, 200).getFirst();
        assertThat(o.collateralShare()).isZero();
        assertThat(o.coveredShare()).isEqualTo(1);
    }

    @Test
    void aBusyVisitorsNetworkIsNotNamedForAFewPacketsMore() {
        for (int i = 0; i < 9; i++) {
            bin(0, 200);
        }
        bin(1500, 200);
        Onslaught o = bin(1500, 250).getFirst();
        assertThat(o.sources()).containsExactly(Prefix.parse("203.0.113.0/27"));
    }

    @Test
    void oneHotBinAloneIsNoOnslaughtAndASmallServiceNeitherBelowTheFloor() {
        for (int i = 0; i < 8; i++) {
            bin(0, 10);
        }
        assertThat(bin(0, 400)).isEmpty();
        assertThat(bin(0, 400)).isEmpty();
        assertThat(bin(0, 3000)).isEmpty();
        assertThat(bin(0, 10)).isEmpty();
        assertThat(bin(0, 3000)).isEmpty();
    }

    @Test
    void trafficToOthersIsCountedButNotWatched() {
        detector.accept(flow(BOT, 0xC6336401, 9));
        assertThat(detector.unwatched()).isEqualTo(1);
    }
}
