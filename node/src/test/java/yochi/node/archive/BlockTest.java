package yochi.node.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Service;
import yochi.core.model.Tool;
import yochi.node.observation.Sensor;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.Dictionary;
import yochi.node.summary.EpochSummary;
import yochi.node.summary.Recollection;

@DisplayName("K-10: the bytes of the archive's blocks mean the same in every program")
class BlockTest {
    private static final Epoch WINDOW = new Epoch(1_700_006_400L, 3600);
    /** Of the window of {@link #small}, before compression: written once, readable for ever. */
    private static final String COUNTS = ""
            + "010002733102040f4241434b534341545445525f54435005085343414e5f53594e0200046e6f6e65"
            + "01056d697261690200035443500503414e590200025a5a0102534702000130010536343530300302"
            + "8080808080d020818080b080b008ac0209e05d9c0400010002";

    private static final String TUPLES = ""
            + "030102000281c8cdb10c878480800c02001020010db8000000000000000000000007010461316232"
            + "ac0201030201";

    @Test
    void whatWasWrittenOnceIsReadForEver() throws UnknownHostException {
        byte[] counts = HexFormat.of().parseHex(COUNTS);
        byte[] tuples = HexFormat.of().parseHex(TUPLES);
        assertThat(ArchiveTest.picture(List.of(read(counts, tuples))))
                .isEqualTo(ArchiveTest.picture(List.of(window(small()))))
                .contains("s1 SCAN_SYN tcp/23 mirai")
                .contains("20010db8000000000000000000000007 2");
    }

    @Test
    void theSameWindowIsTheSameBytes() throws UnknownHostException {
        BlockWriter written = new BlockWriter();
        written.add(3, small());
        assertThat(HexFormat.of().formatHex(written.counts())).isEqualTo(COUNTS);
        assertThat(HexFormat.of().formatHex(written.tuples())).isEqualTo(TUPLES);
        assertThat(BlockWriter.packed(written.tuples())).isEqualTo(BlockWriter.packed(written.tuples()));
    }

    @Test
    void aBlockOfManyEpochsComesBackAndTakesLittleRoom() {
        ClosedWindow window = ArchiveTest.windows(8, 20_000, 1).getFirst();
        BlockWriter written = new BlockWriter();
        long index = 0;
        for (EpochSummary epoch : window.epochs()) {
            written.add(index++, epoch);
        }
        byte[] counts = BlockWriter.packed(written.counts());
        byte[] tuples = BlockWriter.packed(written.tuples());
        assertThat(written.epochs()).isEqualTo(window.epochs().size()).isGreaterThan(1);
        TreeMap<Long, EpochSummary> epochs = new TreeMap<>();
        Head head = new Head(1, window.window(), window.epochs().getFirst().epoch().seconds(), false, written.pairs());
        BlockReader reader = new BlockReader(head, new Recollection(), epochs);
        reader.counts(0, counts);
        reader.tuples(0, tuples);
        ClosedWindow read = new ClosedWindow(
                window.window(),
                false,
                List.copyOf(epochs.values()),
                window.uptime(),
                window.operators(),
                window.unwatched());
        assertThat(ArchiveTest.picture(List.of(read))).isEqualTo(ArchiveTest.picture(List.of(window)));
        assertThat(tuples.length).isLessThan((int) (5 * written.pairs()));
    }

    @Test
    void anotherVersionDamageAndTuplesWithoutCountsAreRefused() {
        byte[] counts = BlockWriter.packed(HexFormat.of().parseHex(COUNTS));
        byte[] tuples = BlockWriter.packed(HexFormat.of().parseHex(TUPLES));
        byte[] newer = counts.clone();
        newer[0] = 3;
        assertThatThrownBy(() -> reader().counts(0, newer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 3");
        assertThatThrownBy(() -> reader().tuples(0, tuples))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without the counts");
        for (int i = 1; i < counts.length; i++) {
            byte[] damaged = counts.clone();
            damaged[i] ^= 1;
            assertThatThrownBy(() -> reader().counts(0, damaged))
                    .as("byte %d", i)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static BlockReader reader() {
        return new BlockReader(new Head(1, WINDOW, 60, false, 5), new Recollection(), new TreeMap<>());
    }

    private static ClosedWindow read(byte[] counts, byte[] tuples) {
        TreeMap<Long, EpochSummary> epochs = new TreeMap<>();
        BlockReader reader = new BlockReader(new Head(1, WINDOW, 60, false, 5), new Recollection(), epochs);
        reader.counts(0, BlockWriter.packed(counts));
        reader.tuples(0, BlockWriter.packed(tuples));
        return window(epochs.firstEntry().getValue());
    }

    private static ClosedWindow window(EpochSummary epoch) {
        return new ClosedWindow(WINDOW, false, List.of(epoch), List.of(), Map.of(), List.of());
    }

    /** Two cells with addresses of all three kinds. */
    private static EpochSummary small() throws UnknownHostException {
        Recollection recollection = new Recollection();
        EpochSummary epoch = recollection.epoch(new Epoch(WINDOW.startSecond() + 180, 60));
        Dictionary.Place place = new Dictionary.Place(new Country("SG"), new Asn(64_500));
        Sensor sensor = Sensor.of("s1", Country.UNKNOWN);
        int scan = recollection.cell(
                epoch,
                recollection.code(
                        new Recollection.About(sensor, AttackType.SCAN_SYN, Service.tcp(23), Tool.MIRAI, place)),
                new Recollection.Counts(9, 540, 1, 2));
        int other = recollection.cell(
                epoch,
                recollection.code(new Recollection.About(
                        sensor, AttackType.BACKSCATTER_TCP, Service.ANY, Tool.NONE, Dictionary.Place.UNKNOWN)),
                new Recollection.Counts(300, 12_000, 0, 0));
        recollection.address(epoch, other, 0xC633_6401L, 300);
        recollection.address(epoch, scan, 0xC000_0209L, 3);
        recollection.address(epoch, scan, 0xC000_0207L, 1);
        byte[] ipv6 = InetAddress.getByName("2001:db8::7").getAddress();
        recollection.address(epoch, scan, recollection.ipv6(ipv6), 2);
        recollection.address(epoch, scan, recollection.named("a1b2"), 1);
        return epoch;
    }
}
