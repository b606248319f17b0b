package yochi.analysis.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
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
        Columns columns = new Columns();
        assertThat(columns.longs(packets)).containsExactlyInAnyOrderEntriesOf(packets);
        assertThat(columns.counts(sources)).containsExactlyInAnyOrderEntriesOf(sources);
        assertThat(columns.longs(Map.of())).isEmpty();
        Cell absent = new Cell(AttackType.EXPLOIT, Service.tcp(7));
        packets.remove(absent);
        assertThat(columns.longs(packets)).doesNotContainKey(absent);
        assertThat(columns.longs(packets).get(absent)).isNull();
    }
}
