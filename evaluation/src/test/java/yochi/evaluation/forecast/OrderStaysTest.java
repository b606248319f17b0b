package yochi.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import yochi.analysis.victim.StayModel;
import yochi.analysis.victim.SurvivalCurve;

/** stays on a list as they were known at a moment; what was not watched is cut short. */
class OrderStaysTest {
    private static final long HOUR = 3600;

    @Test
    void aStayEndsWithTheFirstListWithoutTheTarget() {
        OrderStays stays = new OrderStays(lists(Map.of(0L, "ab", 2L, "ab", 5L, "b", 7L, "ab")));
        OrderStays.Listing first = stays.listings().getFirst();
        assertThat(first.target().id()).isEqualTo("a");
        assertThat(first.asOf(Long.MAX_VALUE).hours()).isEqualTo(5);
        assertThat(first.asOf(Long.MAX_VALUE).left()).isTrue();
        assertThat(stays.whole(8 * HOUR)).contains(new SurvivalCurve.Time(5, true), new SurvivalCurve.Time(7, false));
    }

    @Test
    void whatComesLaterIsNotKnownBefore() {
        OrderStays stays = new OrderStays(lists(Map.of(0L, "a", 2L, "a", 5L, "")));
        StayModel.Stay then = stays.listings().getFirst().asOf(3 * HOUR);
        assertThat(then.left()).isFalse();
        assertThat(then.hours()).isEqualTo(2);
        assertThat(stays.whole(0)).isEmpty();
    }

    @Test
    void acrossDaysWithoutASnapshotAStayIsCutShort() {
        OrderStays stays = new OrderStays(lists(Map.of(0L, "a", 10L, "a", 50L, "", 60L, "a")));
        StayModel.Stay cut = stays.listings().getFirst().asOf(Long.MAX_VALUE);
        assertThat(cut.left()).isFalse();
        assertThat(cut.hours()).isEqualTo(10);
        assertThat(stays.listings().getLast().moment().ageHours()).isZero();
    }

    private static OrderLists lists(Map<Long, String> targets) {
        Map<Long, List<OrderLists.Target>> out = new TreeMap<>();
        targets.forEach((hour, ids) -> out.put(
                hour * HOUR,
                ids.chars()
                        .mapToObj(id -> new OrderLists.Target(
                                Character.toString(id), "LT", true, Set.of("AS64496"), Map.of(), 1))
                        .toList()));
        return OrderLists.of(out);
    }
}
