package yochi.centre.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.Assessment.Life;
import yochi.core.model.EventLog;
import yochi.core.model.YochiException;
import yochi.link.config.SettingsFile;

/** recommendations come from a table that people edit; a broken one never takes effect. */
class DecisionTableTest {
    private static final Path SHIPPED = Path.of(System.getProperty("yochi.root", ".."), "config", "decisions.yaml");
    private static final String ONE = "options: {wait: {text: {en: Wait., ja: 待つ。}, benefit: {en: b, ja: 益},"
            + " collateral: {en: c, ja: 害}, reversible: {en: r, ja: 可}, authority: {en: a, ja: 権},"
            + " takesEffect: 0s}}\n";

    @TempDir
    Path folder;

    private static DecisionTable table(String yaml) {
        return SettingsFile.parse(yaml, "test", Path.of("."), DecisionTable.class);
    }

    private static DecisionTable.Case matter(DecisionTable.Kind kind, Life life, double p, String... vectors) {
        return new DecisionTable.Case(kind, life, p, vectors.length, 1, List.of(vectors), false);
    }

    @Test
    void theShippedFileIsTheBuiltInTable() throws IOException {
        assertThat(Files.readString(SHIPPED)).isEqualTo(DecisionTable.builtIn());
    }

    @Test
    void theFirstRowThatFitsFiresAndItsFirstOptionThatActsIsRecommended() {
        DecisionTable table = table(DecisionTable.builtIn());
        DecisionTable.Case slow = matter(DecisionTable.Kind.ORDER, Life.NEW, 1, "nginx_loris");
        DecisionTable.Row row = table.row(slow);
        assertThat(row.name()).isEqualTo("ordered-once");
        assertThat(table.options(row, slow)).startsWith("shorten").doesNotContain("limit", "cookies", "discard");
        DecisionTable.Case mixed = matter(DecisionTable.Kind.ORDER, Life.CONFIRMED, 1, "http", "http", "nginx_loris");
        assertThat(table.row(mixed).name()).isEqualTo("ordered-confirmed");
        assertThat(table.options(table.row(mixed), mixed)).startsWith("limit", "shorten");
        assertThat(table.covers("limit", mixed)).isEqualTo(2 / 3.0);
        assertThat(table.row(matter(DecisionTable.Kind.EVENT, Life.NEW, 0.6)).name()).isEqualTo("likely");
        assertThat(table.row(matter(DecisionTable.Kind.EVENT, Life.NEW, 0.3)).name()).isEqualTo("possible");
        assertThat(table.row(matter(DecisionTable.Kind.SURGE, Life.NEW, 0.9)).name()).isEqualTo("surge");
    }

    @Test
    void everyConditionIsAskedFor() {
        DecisionTable table = table(ONE + "rows:\n"
                + "  - {name: big, when: {targets: 3, nodes: 2, vectors: [udp], registered: true, below: 0.9},"
                + " options: [wait], text: {en: x, ja: 甲}}\n"
                + "  - {name: rest, options: [wait], text: {en: y, ja: 乙}}\n");
        assertThat(table.row(new DecisionTable.Case(
                                DecisionTable.Kind.ORDER, Life.NEW, 0.8, 3, 2, List.of("udp"), true))
                        .name())
                .isEqualTo("big");
        for (DecisionTable.Case other : List.of(
                new DecisionTable.Case(DecisionTable.Kind.ORDER, Life.NEW, 0.9, 3, 2, List.of("udp"), true),
                new DecisionTable.Case(DecisionTable.Kind.ORDER, Life.NEW, 0.8, 2, 2, List.of("udp"), true),
                new DecisionTable.Case(DecisionTable.Kind.ORDER, Life.NEW, 0.8, 3, 1, List.of("udp"), true),
                new DecisionTable.Case(DecisionTable.Kind.ORDER, Life.NEW, 0.8, 3, 2, List.of("tcp"), true),
                new DecisionTable.Case(DecisionTable.Kind.ORDER, Life.NEW, 0.8, 3, 2, List.of("udp"), false))) {
            assertThat(table.row(other).name()).isEqualTo("rest");
        }
    }

    @Test
    void aTableThatCannotDecideEveryCaseIsRefusedWithTheReason() {
        String row = "{name: a, options: [wait], text: {en: x, ja: 甲}}";
        assertThatThrownBy(() -> table(ONE + "rows: []\n")).hasMessageContaining("the last row needs an empty");
        String surge = row.replace("name: a", "name: a, when: {kinds: [surge]}");
        assertThatThrownBy(() -> table(ONE + "rows: [" + surge + ", " + row + "]\n"))
                .hasMessageContaining("two rows are called a");
        assertThatThrownBy(() -> table(ONE + "rows: [" + row + ", " + row.replace("name: a", "name: b") + "]\n"))
                .hasMessageContaining("no row behind a can ever fire");
        assertThatThrownBy(() -> table(ONE + "rows: [" + row.replace("[wait]", "[wate]") + "]\n"))
                .hasMessageContaining("names the option wate, known are wait");
        assertThatThrownBy(() -> table(ONE + "rows: [" + row.replace("options", "optoins") + "]\n"))
                .hasMessageContaining("did you mean options?");
    }

    @Test
    void aNewTableIsTakenWholeWhileItRunsAndABrokenOneLeavesTheOneBefore() throws IOException {
        Path file = folder.resolve("decisions.yaml");
        LiveFile<DecisionTable> live =
                new LiveFile<>(file, DecisionTable.builtIn(), DecisionTable.class, EventLog.none());
        String first = live.current().version();
        String other = ONE + "rows: [{name: only, options: [wait], text: {en: x, ja: 甲}}]\n";
        Files.writeString(file, other);
        assertThat(live.reread()).isEmpty();
        assertThat(live.current().value().rows()).extracting(DecisionTable.Row::name).containsExactly("only");
        assertThat(live.current().version()).isNotEqualTo(first);
        Files.writeString(file, "rows: broken\n");
        assertThat(live.reread()).hasValueSatisfying(why -> assertThat(why).contains("options"));
        assertThat(live.current().value().rows()).hasSize(1);
        assertThatThrownBy(() -> live.replace("rows: []")).isInstanceOf(YochiException.class);
        live.replace(DecisionTable.builtIn());
        assertThat(Files.readString(file)).isEqualTo(DecisionTable.builtIn());
        assertThat(live.current().version()).isEqualTo(first);
    }
}
