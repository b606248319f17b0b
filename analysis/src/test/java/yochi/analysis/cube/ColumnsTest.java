package yochi.analysis.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.core.model.AttackType;
import yochi.core.model.Measure;
import yochi.core.model.Service;

class ColumnsTest {
    private static Cell cell(Random random) {
        AttackType[] kinds = AttackType.values();
        Service.Protocol[] protocols = Service.Protocol.values();
        int number = random.nextInt(4) == 0 ? List.of(-1, 0, 65_535).get(random.nextInt(3)) : random.nextInt(65_536);
        return new Cell(
                kinds[random.nextInt(kinds.length)],
                new Service(protocols[random.nextInt(protocols.length)], number));
    }

    @Test
    void aCodeStandsForOneCellAndKeepsTheOrder() {
        Random random = new Random(1);
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            Cell cell = cell(random);
            assertThat(Cell.of(cell.code())).isEqualTo(cell);
            cells.add(cell);
        }
        List<Cell> byCode = new ArrayList<>(cells);
        byCode.sort(Comparator.comparingInt(Cell::code));
        cells.sort(Comparator.naturalOrder());
        assertThat(byCode).isEqualTo(cells);
    }

    @Test
    void columnsHoldWhatTheirTableHeld() {
        Random random = new Random(2);
        Map<Cell, Long> packets = new HashMap<>();
        Map<Cell, Measure.DistinctCount> sources = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            Cell cell = cell(random);
            packets.put(cell, random.nextLong(1L << 40));
            long n = random.nextInt(1_000);
            sources.put(cell, new Measure.DistinctCount(n, i % 2 == 0 ? n : n / 2, i % 2 == 0 ? n : 2 * n));
        }
        Cells row = Cells.of(packets.keySet());
        Tally tally = new Tally(0, -1);
        packets.forEach((cell, n) -> tally.add(0, tally.row(cell.code()), n));
        Column column = new Column(row, Numbers.of(tally.column(0, row, -1)));
        packets.forEach((cell, n) -> assertThat(column.getOrDefault(cell, -1)).isEqualTo(n));
        assertThat(CountColumn.of(row, sources).table()).containsExactlyInAnyOrderEntriesOf(sources);
        assertThat(CountColumn.of(Cells.NONE, sources).cells().same(row)).isTrue();
        Cell absent = new Cell(AttackType.EXPLOIT, Service.udp(7));
        assertThat(packets).doesNotContainKey(absent);
        assertThat(column.getOrDefault(absent, 7)).isEqualTo(7);
        assertThat(tally.cells(code -> true).same(row)).isTrue();
        assertThat(tally.rows()).isEqualTo(packets.size());
        assertThat(tally.column(1, row, 0)).containsOnly(-1);
        assertThat(tally.find(new Cell(AttackType.EXPLOIT, Service.udp(7)).code())).isEqualTo(-1);
    }

    @Test
    void aRowOfCellsIsASortedSet() {
        Random random = new Random(3);
        TreeSet<Cell> cells = new TreeSet<>();
        for (int i = 0; i < 300; i++) {
            cells.add(cell(random));
        }
        Cells row = Cells.of(cells);
        assertThat(row).containsExactlyElementsOf(cells);
        assertThat(row.first()).isEqualTo(cells.first());
        assertThat(row.last()).isEqualTo(cells.last());
        for (int i = 0; i < 50; i++) {
            Cell from = cell(random);
            assertThat(row.contains(from)).isEqualTo(cells.contains(from));
            assertThat(row.headSet(from)).containsExactlyElementsOf(cells.headSet(from));
            assertThat(row.tailSet(from)).containsExactlyElementsOf(cells.tailSet(from));
        }
        Cell middle = Cell.of(row.code(150));
        assertThat(row.subSet(Cell.of(row.code(7)), middle)).hasSize(143).doesNotContain(middle);
        assertThatThrownBy(Cells.NONE::first).isInstanceOf(NoSuchElementException.class);
    }

    /** Dense rows are joined as bits, sparse ones by sorting. */
    @ParameterizedTest
    @ValueSource(ints = {100, 65_000})
    void aUnionHoldsEveryCellOnce(int ports) {
        Random random = new Random(4);
        TreeSet<Cell> all = new TreeSet<>();
        List<Cells> rows = new ArrayList<>();
        for (int r = 0; r < 5; r++) {
            TreeSet<Cell> own = new TreeSet<>();
            for (int i = 0; i < 80; i++) {
                own.add(new Cell(AttackType.SCAN_SYN, Service.tcp(random.nextInt(ports))));
            }
            all.addAll(own);
            rows.add(Cells.of(own));
        }
        assertThat(Cells.union(rows)).containsExactlyElementsOf(all);
        assertThat(Cells.union(List.of(rows.getFirst(), Cells.NONE))).isSameAs(rows.getFirst());
        assertThat(Cells.union(List.of())).isEmpty();
    }

    @Test
    void numbersComeBackHoweverLargeTheyAre() {
        for (long most : new long[] {100, 30_000, 2_000_000_000L, Long.MAX_VALUE}) {
            long[] values = {0, -1, most, most / 3};
            Numbers numbers = Numbers.of(values);
            for (int i = 0; i < values.length; i++) {
                assertThat(numbers.at(i)).isEqualTo(values[i]);
            }
        }
    }
}
