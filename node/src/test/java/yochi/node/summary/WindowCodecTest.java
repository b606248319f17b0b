package yochi.node.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import yochi.core.model.Service;
import yochi.node.observation.Sensor;

/** K-16: what is kept for extraction comes back equal from the disk, or is told as damaged. */
class WindowCodecTest {
    static ClosedWindow window() {
        List<Sensor> sensors = Traffic.sensors(2);
        Summariser summariser = new Summariser(
                SummarySettings.of(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ZERO, true),
                sensors,
                Places.none());
        summariser.leavesOut(Traffic.START_SECOND, Map.of(sensors.getFirst().name(), Set.of(Service.tcp(22))));
        Traffic.feed(Traffic.packets(3, 700, 2, 1), sensors, summariser);
        return summariser.close().getFirst();
    }

    /** Everything that the cells and pairs say, in words instead of numbers. */
    private static Map<String, String> words(EpochSummary e) {
        Map<String, String> out = new TreeMap<>();
        CellCounts c = e.counted();
        String[] names = new String[c.cells()];
        for (int s = 0; s < names.length; s++) {
            long code = c.code(s);
            names[s] = e.dictionary().sensorOf(CellCode.sensor(code)).name() + CellCode.type(code) + CellCode.tool(code)
                    + CellCode.service(code) + e.dictionary().placeOf(CellCode.place(code));
            out.put(names[s], c.records(s) + " " + c.amount(s) + " " + c.unmeasured(s) + " " + c.unkept(s));
        }
        c.forEachPair((slot, address, n) -> out.put(
                names[slot] + Arrays.toString(e.dictionary().addresses().bytes(address)), "x" + n));
        return out;
    }

    @Test
    void aWindowComesBackEqual() {
        ClosedWindow window = window();
        WindowCodec.Kept kept = WindowCodec.decode(WindowCodec.encode(new WindowCodec.Kept(window, "ab")));
        assertThat(kept.policyDigest()).isEqualTo("ab");
        ClosedWindow read = kept.window();
        assertThat(read.window()).isEqualTo(window.window());
        assertThat(read.uptime()).isEqualTo(window.uptime());
        assertThat(read.unwatched()).isEqualTo(window.unwatched()).isNotEmpty();
        assertThat(read.operators()).isEqualTo(window.operators());
        assertThat(read.epochs()).hasSameSizeAs(window.epochs()).isNotEmpty();
        for (int i = 0; i < read.epochs().size(); i++) {
            assertThat(words(read.epochs().get(i)))
                    .isEqualTo(words(window.epochs().get(i)))
                    .isNotEmpty();
        }
    }

    @Test
    void addressesOfAllKindsComeBackInAnotherDictionary() {
        Dictionary words = new Dictionary();
        EpochSummary summary = EpochSummary.countedOnly(window().epochs().getFirst().epoch(), words);
        int sensor = words.sensor(Traffic.sensors(1).getFirst());
        long code = CellCode.pack(
                sensor, yochi.core.model.AttackType.SCAN_SYN, yochi.core.model.Tool.NONE, 5, 0);
        summary.counted().add(code, words.addresses().of(4, 0, 0xC6336401L), 60);
        summary.counted().add(code, words.addresses().of(6, 0x20010DB8_00000000L, 7), 60);
        summary.counted().add(code, words.addresses().named("a1b2"), 60);
        ClosedWindow window =
                new ClosedWindow(summary.epoch(), false, List.of(summary), List.of(), Map.of(), List.of());
        ClosedWindow read = WindowCodec.decode(WindowCodec.encode(new WindowCodec.Kept(window, "ab")))
                .window()
                .in(window().epochs().getFirst().dictionary());
        assertThat(words(read.epochs().getFirst())).isEqualTo(words(summary)).hasSize(4);
    }

    @Test
    void everyTruncationAndAFlippedByteIsTold() {
        byte[] bytes = WindowCodec.encode(new WindowCodec.Kept(window(), "ab"));
        for (int length = 0; length < bytes.length; length += 1 + bytes.length / 200) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> WindowCodec.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
        bytes[bytes.length / 2] ^= 4;
        assertThatThrownBy(() -> WindowCodec.decode(bytes)).hasMessageContaining("checksum");
    }
}
