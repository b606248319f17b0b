package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import yochi.core.model.Epoch;
import yochi.core.model.Party;
import yochi.core.sketch.DistinctSketch;

/** docs/privacy.md: who holds both key and sketch recovers who is in it; the centre, without the key, does not. */
class SketchInversionTest {
    private static final Epoch DAY = new Epoch(1_700_006_400L / 86_400 * 86_400, 86_400);
    private static final int MEMBERS = 500;
    private static final int CANDIDATES = 1 << 16;

    private static SketchKeys.Key key(int seed) {
        byte[] secret = new byte[SketchKeys.SECRET_BYTES];
        new Random(seed).nextBytes(secret);
        return SketchKeys.of(secret).at(DAY, Duration.ofDays(1));
    }

    private static byte[] address(int low) {
        return ByteBuffer.allocate(4).putInt(0xF000_0000 | low).array();
    }

    private static Set<Integer> members() {
        Set<Integer> out = new HashSet<>();
        Random random = new Random(3);
        while (out.size() < MEMBERS) {
            out.add(random.nextInt(CANDIDATES));
        }
        return out;
    }

    private static DistinctSketch sketch(SketchKeys.Key key, Set<Integer> members) {
        DistinctSketch sketch = DistinctSketch.empty();
        members.forEach(m -> sketch.add(key.token(Party.ORIGIN, address(m))));
        return DistinctSketch.parse(sketch.toBytes());
    }

    /** All candidates whose token under the key lies in the sketch. */
    private static Set<Integer> recovered(SketchKeys.Key key, Party context, DistinctSketch sketch) {
        Set<Long> hashes = new HashSet<>();
        for (long hash : sketch.hashes()) {
            hashes.add(hash);
        }
        Set<Integer> out = new HashSet<>();
        for (int candidate = 0; candidate < CANDIDATES; candidate++) {
            DistinctSketch one = DistinctSketch.empty();
            one.add(key.token(context, address(candidate)));
            if (hashes.contains(one.hashes()[0])) {
                out.add(candidate);
            }
        }
        return out;
    }

    @Test
    void withKeyAndSketchEveryMemberIsFoundAndTheTimeForAllOfIpv4IsTold() {
        Set<Integer> members = members();
        DistinctSketch sketch = sketch(key(1), members);
        long start = System.nanoTime();
        Set<Integer> found = recovered(key(1), Party.ORIGIN, sketch);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.err.printf(
                "inverting a sketch with its key: %d candidates in %.2f s; all of IPv4 %.0f minutes on this core%n",
                CANDIDATES, seconds, seconds * (1L << 32) / CANDIDATES / 60);
        assertThat(found).isEqualTo(members);
    }

    @Test
    void withoutTheKeyOrWithThatOfAnotherContextNobodyIsFound() {
        DistinctSketch sketch = sketch(key(1), members());
        assertThat(recovered(key(2), Party.ORIGIN, sketch)).isEmpty();
        assertThat(recovered(key(1), Party.VICTIM, sketch)).isEmpty();
    }

    @Test
    void aSketchUnderAKeyThatEverybodyKnowsIsFoundToBeNoProtection() {
        SketchKeys.Key known = SketchKeys.of(new byte[SketchKeys.SECRET_BYTES]).at(DAY, Duration.ofDays(1));
        assertThat(recovered(known, Party.ORIGIN, sketch(known, members()))).hasSize(MEMBERS);
    }
}
