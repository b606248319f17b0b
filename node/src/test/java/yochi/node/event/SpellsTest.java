package yochi.node.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Stretches of sessions and orders: joined within the idle time, in any order, with a bound. */
class SpellsTest {
    private static Spells.Spell at(long time) {
        return new Spells.Spell(time, time, 1, 1, Set.of("w" + time % 3));
    }

    private static List<String> all(Spells<String> spells) {
        List<String> out = new ArrayList<>();
        spells.forEach((key, s) -> out.add(key + " " + s.from() + "-" + s.to() + " " + s.count() + " " + s.words()));
        return out;
    }

    @Test
    void aSilenceLongerThanTheIdleTimeParts() {
        Spells<String> spells = new Spells<>(10, 100);
        for (long time : new long[] {0, 10, 21}) {
            spells.add("a", at(time));
        }
        assertThat(all(spells)).containsExactly("a 0-10 2 [w0, w1]", "a 21-21 1 [w0]");
    }

    @Test
    void theOrderOfArrivalAndOfMergingDoesNotMatter() {
        List<Long> times = new ArrayList<>();
        for (long i = 0; i < 60; i++) {
            times.add(i * i % 97 * 7);
        }
        Spells<String> straight = new Spells<>(10, 1000);
        times.forEach(t -> straight.add("a", at(t)));
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(times, new Random(seed));
            Spells<String> one = new Spells<>(10, 1000);
            Spells<String> two = new Spells<>(10, 1000);
            for (int i = 0; i < times.size(); i++) {
                (i % 3 == 0 ? one : two).add("a", at(times.get(i)));
            }
            one.merge(two);
            assertThat(all(one)).isEqualTo(all(straight));
        }
    }

    @Test
    void whatFindsNoRoomIsCounted() {
        Spells<String> spells = new Spells<>(10, 2);
        for (String key : new String[] {"a", "b", "c", "c"}) {
            spells.add(key, at(1));
        }
        assertThat(spells.evicted()).isEqualTo(2);
    }
}
