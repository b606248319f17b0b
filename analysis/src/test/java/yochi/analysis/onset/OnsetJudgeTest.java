package yochi.analysis.onset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** P5: all detectors together, beside the sensor's own past. */
class OnsetJudgeTest {
    private static final int MONGO = 27017;
    /** Numbers of groups and the checksum, behind the scores. */
    private static final int GROUPS = 12;


    /** Twenty are usual; the model itself is tested where it lives. */
    private static double level(double count, double exposure) {
        return exposure > 0 ? Math.min(1, Math.exp(20 - count)) : 1;
    }

    private final Set<Long> seen = new HashSet<>();
    private final OnsetJudge judge = judge();

    private static OnsetJudge judge() {
        return new OnsetJudge(OnsetJudge.Settings.USUAL, () -> OnsetJudgeTest::level, 1);
    }

    /** Steady sources, with a swell of everything in every tenth window. */
    private static SourceMatrix usual(long window, int bots) {
        SplittableRandom random = new SplittableRandom(window);
        SourceMatrix matrix = new SourceMatrix(12);
        for (int i = 0; i < 500; i++) {
            int slot = window % 10 == 0 && random.nextInt(3) == 0 ? 4 : random.nextInt(12);
            matrix.add(random.nextInt(2_000), 1 + random.nextInt(12), slot);
        }
        for (int bot = 0; bot < bots; bot++) {
            matrix.add(1_000_000 + window * 1_000 + bot, MONGO, 6);
        }
        return matrix;
    }

    private OnsetVerdict at(OnsetJudge which, long window, SourceMatrix matrix) {
        return which.judge(window, matrix, seen::add, source -> source >>> 4);
    }

    @Test
    void afterAnHourAnOutbreakIsToldByTheAnalyticLawAndASwellOfEverythingIsNot() {
        for (int w = 1; w < 7; w++) {
            assertThat(at(judge, w, usual(w, 0)).alarm()).as("window %s", w).isFalse();
        }
        OnsetVerdict swell = at(judge, 10, usual(10, 0));
        assertThat(swell.synchrony().pDispersion()).isLessThan(1e-6);
        assertThat(swell.alarm()).isFalse();
        assertThat(swell.word(Detector.DISPERSION).basis()).isEqualTo(Detector.Basis.ANALYTIC);
        assertThat(swell.word(Detector.GRAPH).basis()).isEqualTo(Detector.Basis.ANALYTIC);
        OnsetVerdict outbreak = at(judge, 11, usual(11, 40));
        assertThat(outbreak.alarm()).isTrue();
        assertThat(outbreak.ports().getFirst().service()).isEqualTo(MONGO);
        assertThat(outbreak.ports().getFirst().oddsRatio()).isGreaterThan(10);
        assertThat(outbreak.newService()).isEqualTo(MONGO);
        assertThat(outbreak.newSources()).isEqualTo(40);
        assertThat(outbreak.groups()).singleElement().satisfies(g -> assertThat(g.group()).isEqualTo(1));
    }

    @Test
    void withHistoryAllDetectorsAreHeldAgainstItAndUsualDaysRaiseTheirBudgetOfAlarms() {
        int alarms = 0;
        int days = 15;
        for (long w = 0; w < days * 144L; w++) {
            alarms += at(judge, w, usual(w, 0)).alarm() && w >= 3 * 144 ? 1 : 0;
        }
        assertThat(alarms).as("12 days at one in five days").isLessThanOrEqualTo(8);
        OnsetVerdict swell = at(judge, days * 144L + 10 - days * 144L % 10, usual(10, 0));
        assertThat(swell.words()).allSatisfy(word -> assertThat(word.basis()).isEqualTo(Detector.Basis.CALIBRATED));
        assertThat(swell.alarm()).as("it comes every tenth time").isFalse();
        assertThat(at(judge, days * 144L + 20, usual(days * 144L + 21, 40)).alarm()).isTrue();
    }

    @Test
    void whatIsKeptGoesOnToTheSameVerdictsAndDamageIsTold() {
        for (long w = 0; w < 300; w++) {
            at(judge, w, usual(w, 0));
        }
        byte[] kept = judge.toBytes();
        assertThat(kept.length).isLessThan(40_000);
        OnsetJudge again = judge();
        assertThat(again.continues(kept)).as("groups").isBetween(0, 3);
        assertThat(again.toBytes()).startsWith(Arrays.copyOf(kept, kept.length - GROUPS));
        Detector.Word word = again.judge(300, usual(300, 0), s -> false, s -> -1).word(Detector.SERVICES);
        assertThat(word.basis()).isEqualTo(Detector.Basis.CALIBRATED);
        List<byte[]> bad = new ArrayList<>();
        for (int at : new int[] {0, 4, 20, kept.length - 1}) {
            byte[] spoiled = kept.clone();
            spoiled[at] ^= 0x55;
            bad.add(spoiled);
        }
        bad.add(new byte[0]);
        bad.add(Arrays.copyOf(kept, kept.length - 9));
        for (byte[] bytes : bad) {
            assertThatThrownBy(() -> judge().continues(bytes)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** A group's networks are not kept, so it is another one to whoever begins anew: no number means two groups. */
    @Test
    void afterARestartNoNumberOfAGroupIsGivenAgainAndTheForgottenAreCounted() {
        assertThat(at(judge, 1, usual(1, 40)).groups().getFirst().group()).isEqualTo(1);
        OnsetJudge again = judge();
        assertThat(again.continues(judge.toBytes())).isEqualTo(1);
        assertThat(at(again, 2, usual(1, 40)).groups().getFirst().group()).isEqualTo(2);
    }

    /** Version 1 ended behind the scores. */
    @Test
    void scoresOfTheVersionBeforeAreTakenUp() {
        for (long w = 0; w < 300; w++) {
            at(judge, w, usual(w, 0));
        }
        byte[] now = judge.toBytes();
        byte[] before = Arrays.copyOf(now, now.length - GROUPS + 4);
        before[4] = 1;
        CRC32C crc = new CRC32C();
        crc.update(before, 0, before.length - 4);
        ByteBuffer.wrap(before).putInt(before.length - 4, (int) crc.getValue());
        OnsetJudge again = judge();
        assertThat(again.continues(before)).isZero();
        assertThat(again.toBytes()).startsWith(Arrays.copyOf(now, now.length - GROUPS));
    }

    @Test
    void emptyConstantAndOverwhelmedWindowsRaiseNoAlarmAndNoNumberIsMissing() {
        for (long w = 0; w < 250; w++) {
            SourceMatrix matrix = new SourceMatrix(12);
            if (w % 3 == 1) {
                for (int slot = 0; slot < 12; slot++) {
                    matrix.add(1, 23, slot);
                }
            } else if (w % 3 == 2) {
                for (int i = 0; i < 10_000; i++) {
                    matrix.add(7, 23, i % 12);
                }
                matrix.gap(3);
            }
            OnsetVerdict verdict = at(judge, w, matrix);
            assertThat(verdict.alarm()).isFalse();
            assertThat(verdict.pValue()).isBetween(0.0, 1.0);
            assertThat(verdict.words()).allSatisfy(word -> assertThat(word.pValue()).isBetween(0.0, 1.0));
        }
    }

    private static void isWhole(OnsetVerdict verdict) {
        assertThat(verdict.pValue()).isBetween(0.0, 1.0);
        assertThat(verdict.words()).allSatisfy(word -> assertThat(word.pValue()).isBetween(0.0, 1.0));
        Synchrony s = verdict.synchrony();
        for (double number : new double[] {s.zMax(), s.dispersion(), s.pDispersion(), s.pPeak(), s.pGraph()}) {
            assertThat(number).isFinite();
        }
    }

    /** Issue 4 §4: what a sensor may go through on bad days. */
    @Test
    void aWeekOfOutageAMillionPacketsOfOneSourceAndALateSensorRaiseNoAlarmAndStopNothing() {
        long late = 2_900_000;
        for (long w = 0; w < 300; w++) {
            isWhole(at(judge, late + w, usual(w, 0)));
        }
        SourceMatrix heavy = usual(300, 0);
        for (int packet = 0; packet < 1_000_000; packet++) {
            heavy.add(77, 23, packet % 12);
        }
        OnsetVerdict loud = at(judge, late + 300, heavy);
        isWhole(loud);
        assertThat(loud.alarm()).isFalse();
        long after = late + 300 + 7 * 144;
        for (long w = 0; w < 30; w++) {
            SourceMatrix matrix = usual(301 + w, 0);
            for (int slot = 0; slot < 12 && w == 3; slot++) {
                matrix.gap(slot);
            }
            OnsetVerdict verdict = at(judge, after + w, w == 5 ? new SourceMatrix(12) : matrix);
            isWhole(verdict);
            assertThat(verdict.alarm()).as("window %s after the outage", w).isFalse();
        }
        assertThat(at(judge, after + 30, usual(331, 40)).alarm()).isTrue();
    }

    @Test
    void theSameSourcesInAnotherOrderGiveTheSameVerdict() {
        SplittableRandom random = new SplittableRandom(9);
        OnsetJudge other = judge();
        for (long w = 0; w < 20; w++) {
            List<int[]> packets = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                packets.add(new int[] {random.nextInt(300), 1 + random.nextInt(9), random.nextInt(12)});
            }
            SourceMatrix one = new SourceMatrix(12);
            packets.forEach(p -> one.add(p[0], p[1], p[2]));
            Collections.reverse(packets);
            SourceMatrix two = new SourceMatrix(12);
            packets.forEach(p -> two.add(p[0], p[1], p[2]));
            OnsetVerdict first = judge.judge(w, one, s -> s % 7 == 0, s -> s >>> 4);
            assertThat(other.judge(w, two, s -> s % 7 == 0, s -> s >>> 4)).isEqualTo(first);
        }
        assertThat(other.toBytes()).isEqualTo(judge.toBytes());
    }

    /** A flood at one service hides no group at another, nor the members of one at its own that came more than once. */
    @Test
    void besideAForgedFloodGroupsAreStillToldAndAFewForgedPacketsHideNone() {
        SplittableRandom random = new SplittableRandom(3);
        SourceMatrix elsewhere = usual(1, 40);
        SourceMatrix twice = usual(1, 0);
        SourceMatrix hidden = usual(1, 120);
        for (int i = 0; i < 400; i++) {
            boolean special = random.nextDouble() < ForgedFlood.SPECIAL;
            for (SourceMatrix matrix : List.of(elsewhere, twice)) {
                int service = matrix == twice ? MONGO : 80;
                if (special) {
                    matrix.addSpecial(5_000_000 + i, service);
                } else {
                    matrix.add(5_000_000 + i, service, 7);
                }
            }
        }
        for (int bot = 0; bot < 40; bot++) {
            twice.add(1_000_000 + bot, MONGO, 6);
            twice.add(1_000_000 + bot, MONGO, 6);
        }
        for (int i = 0; i < 3; i++) {
            hidden.addSpecial(6_000_000 + i, MONGO);
        }
        OnsetVerdict first = at(judge(), 1, elsewhere);
        assertThat(first.floods()).singleElement().satisfies(f -> assertThat(f.service()).isEqualTo(80));
        assertThat(first.synchrony().services()).extracting(Synchrony.Group::service).containsExactly(MONGO);
        OnsetVerdict second = at(judge(), 1, twice);
        assertThat(second.floods()).singleElement().satisfies(f -> assertThat(f.service()).isEqualTo(MONGO));
        assertThat(second.synchrony().services().getFirst().peak()).isEqualTo(40);
        OnsetVerdict third = at(judge(), 1, hidden);
        assertThat(third.floods()).isEmpty();
        assertThat(third.alarm()).isTrue();
    }

    @Test
    void aFewAddressesThatNobodyCanHaveAreOneBrokenTranslator() {
        SourceMatrix matrix = usual(1, 0);
        matrix.addSpecial(1, MONGO);
        matrix.addSpecial(2, MONGO);
        assertThat(at(judge, 1, matrix).floods()).isEmpty();
    }

    /** Three times as many sources at every service: no service has news. */
    @Test
    void newcomersOfASwellOfEverythingAreNoNewsOfOneService() {
        Newcomers newcomers = new Newcomers(
                () -> (count, exposure) -> Math.min(1, Math.exp((30 * exposure - count) / 4)), 144, 0);
        for (int w = 0; w < 20; w++) {
            assertThat(newcomers.of(w, Map.of(1, 30, 2, 30, 3, 30, 4, 30), Set.of(), 1)).isPresent();
        }
        Map<Integer, Integer> swell = Map.of(1, 90, 2, 90, 3, 90, 4, 90);
        assertThat(newcomers.of(20, swell, Set.of(), 1).orElseThrow().pValue()).isGreaterThan(0.01);
        Map<Integer, Integer> one = Map.of(1, 90, 2, 30, 3, 30, 4, 30);
        assertThat(newcomers.of(21, one, Set.of(), 1).orElseThrow().pValue()).isLessThan(1e-5);
        assertThat(newcomers.of(22, one, Set.of(1), 1).orElseThrow().pValue()).isGreaterThan(0.01);
    }
}
