package yochi.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P1, P2: the benchmark does the work it is said to do. */
class PacketPathTest {
    private static final int PACKETS = 300;

    @TempDir
    Path folder;

    /** TCP SYNs from documentation addresses, one a second: five minutes. */
    private Path capture() throws Exception {
        ByteBuffer out = ByteBuffer.allocate(24 + PACKETS * (16 + 40)).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0).putInt(65_535).putInt(101);
        for (int i = 0; i < PACKETS; i++) {
            out.putInt(1_400_000_000 + i).putInt(0).putInt(40).putInt(40);
            byte[] ip = new byte[40];
            ByteBuffer.wrap(ip)
                    .put((byte) 0x45).put((byte) 0).putShort((short) 40).putInt(0).put((byte) 64).put((byte) 6)
                    .putShort((short) 0).putInt(0xCB007100 + i % 200).putInt(0xC6120001)
                    .putShort((short) 4000).putShort((short) 23).putInt(i).putInt(0).put((byte) 0x50).put((byte) 2);
            out.put(ip);
        }
        return Files.write(folder.resolve("made.pcap"), out.array());
    }

    @Test
    void everyRoundHandsOnEveryPacketAndGivesTheSameVerdicts() throws Exception {
        for (PacketPath.Work work : PacketPath.Work.values()) {
            List<PacketPath.Round> rounds = PacketPath.run(work, capture(), 3);
            assertThat(rounds).hasSize(3).allSatisfy(r -> {
                assertThat(r.packets()).isEqualTo(PACKETS);
                assertThat(r.cpuNanos()).isPositive();
                assertThat(r.digest()).isEqualTo(rounds.getFirst().digest());
            });
        }
        long classified = PacketPath.run(PacketPath.Work.CLASSIFY, capture(), 1).getFirst().digest();
        long summarised = PacketPath.run(PacketPath.Work.SUMMARISE, capture(), 1).getFirst().digest();
        assertThat(summarised - classified).as("minutes that were closed").isEqualTo(6);
    }

    @Test
    void aFileWithoutPacketsIsNoMeasurement() throws Exception {
        Path empty = Files.write(folder.resolve("empty.pcap"), new byte[0]);
        assertThatThrownBy(() -> PacketPath.run(PacketPath.Work.CLASSIFY, empty, 1)).hasMessageContaining("no packet");
    }
}
