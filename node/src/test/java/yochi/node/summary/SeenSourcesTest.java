package yochi.node.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("K-7: sources not seen for seven days, in a fixed room with a stated error")
class SeenSourcesTest {
    private static final long DAY = 86_400;
    private static final long START = 20_000 * DAY;

    @Test
    void anAddressIsNewOnceAndAgainAfterSevenDaysOfSilence() {
        SeenSources seen = new SeenSources(16);
        assertThat(seen.isNew(1, START)).isTrue();
        assertThat(seen.isNew(1, START + 60)).isFalse();
        assertThat(seen.isNew(1, START + 6 * DAY)).isFalse();
        assertThat(seen.isNew(1, START + 12 * DAY)).isFalse();
        assertThat(seen.isNew(1, START + 12 * DAY + 7 * DAY + 6 * 3600)).isTrue();
        assertThat(seen.isNew(2, START + 400 * DAY)).isTrue();
        assertThat(seen.isNew(1, START + 400 * DAY)).isTrue();
    }

    @Test
    void nothingSeenWithinSevenDaysIsEverNew() {
        SeenSources seen = new SeenSources(18);
        Random random = new Random(1);
        for (long t = START; t < START + 60 * DAY; t += 6 * 3600) {
            for (int address = 0; address < 200; address++) {
                assertThat(seen.isNew(address, t)).isEqualTo(t == START && address >= 0 && t < START + 1);
            }
            for (int i = 0; i < 100; i++) {
                seen.isNew(1000 + random.nextInt(1 << 30), t);
            }
        }
    }

    @Test
    void theToldErrorIsTheOneThatHappens() {
        SeenSources seen = new SeenSources(16);
        Random random = new Random(2);
        for (int i = 0; i < 6000; i++) {
            seen.isNew(random.nextLong() >>> 1, START + i);
        }
        double told = seen.error();
        int missed = 0;
        SeenSources probe = seen;
        int tries = 400;
        for (int i = 0; i < tries; i++) {
            missed += probe.isNew(random.nextLong() >>> 1, START + 7000) ? 0 : 1;
        }
        assertThat(told).isBetween(0.005, 0.2);
        assertThat((double) missed / tries).isCloseTo(told, within(4 * Math.sqrt(told / tries) + 0.02));
    }

    @Test
    void mergedFiltersKnowWhatEitherSawInEitherOrder() {
        SeenSources a = new SeenSources(16);
        SeenSources b = new SeenSources(16);
        SeenSources ba = new SeenSources(16);
        for (int i = 0; i < 100; i++) {
            a.isNew(i, START + i);
            b.isNew(1000 + i, START + 3 * DAY);
            ba.isNew(1000 + i, START + 3 * DAY);
        }
        SeenSources first = new SeenSources(16);
        for (int i = 0; i < 100; i++) {
            first.isNew(i, START + i);
        }
        a.merge(b);
        ba.merge(first);
        for (SeenSources both : new SeenSources[] {a, ba}) {
            assertThat(both.isNew(50, START + 4 * DAY)).isFalse();
            assertThat(both.isNew(1050, START + 4 * DAY)).isFalse();
            assertThat(both.isNew(77, START + 8 * DAY)).isTrue();
            assertThat(both.isNew(1077, START + 8 * DAY)).isFalse();
        }
    }

    @Test
    void newMeansNothingBeforeSevenDaysLieBehind() {
        SeenSources seen = new SeenSources(16);
        assertThat(seen.knowsEnough(START)).isFalse();
        seen.begins(START);
        assertThat(seen.knowsEnough(START + 7 * DAY - 1)).isFalse();
        assertThat(seen.knowsEnough(START + 7 * DAY)).isTrue();
    }

    private static byte[] written(SeenSources seen) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        seen.write(out);
        return out.toByteArray();
    }

    private static SeenSources read(byte[] bytes) throws IOException {
        return SeenSources.read(new ByteArrayInputStream(bytes));
    }

    @Test
    void writtenAndReadItGoesOnAsIfNothingHadBeen() throws IOException {
        SeenSources whole = new SeenSources(16);
        whole.begins(START);
        SeenSources parts = new SeenSources(16);
        parts.begins(START);
        Random random = new Random(3);
        for (int day = 0; day < 20; day++) {
            for (int i = 0; i < 200; i++) {
                long address = random.nextInt(2000);
                long second = START + day * DAY + i;
                assertThat(parts.isNew(address, second)).isEqualTo(whole.isNew(address, second));
            }
            assertThat(written(parts)).isEqualTo(written(whole));
            parts = read(written(parts));
            assertThat(parts.error()).isEqualTo(whole.error());
            assertThat(parts.since()).isEqualTo(START);
        }
        assertThat(written(new SeenSources(16)).length).isLessThan(100);
        assertThat(written(whole).length).isLessThan((1 << 16) * 17 / 16 + 100);
    }

    @Test
    void whatIsCutOrChangedAnywhereIsRefused() throws IOException {
        SeenSources seen = new SeenSources(12);
        for (int i = 0; i < 10; i++) {
            seen.isNew(i, START + i);
        }
        byte[] good = written(seen);
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> read(changed)).isInstanceOf(IllegalArgumentException.class);
            byte[] cut = Arrays.copyOf(good, i);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        byte[] newer = good.clone();
        newer[4] = 2;
        assertThatThrownBy(() -> read(newer)).hasMessageContaining("newer than this program: upgrade");
    }

    @Test
    void whoIsAwayForLongerThanTheHistoryBeginsAnewAndCallsNobodyNew() {
        SeenSources seen = new SeenSources(16);
        seen.begins(START);
        seen.isNew(1, START);
        assertThat(seen.knowsEnough(START + 8 * DAY)).isTrue();
        seen.isNew(1, START + 30 * DAY);
        seen.begins(START);
        assertThat(seen.knowsEnough(START + 31 * DAY)).isFalse();
        assertThat(seen.knowsEnough(START + 37 * DAY)).isTrue();
    }
}
