package yochi.world.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** G-7: what a telescope abroad would have seen of floods with forged senders. */
class DarknetWorldTest {
    private final Staging staging = MadeCampaign.staging();
    private final Staging.Telescope dark = staging.telescope().orElseThrow();

    private DarknetWorld world(Campaign campaign) {
        return new DarknetWorld(campaign, staging, new OrderWorld(campaign, staging, MadeCampaign.HOME));
    }

    /** The first wave by TCP, a third of its senders forged. */
    private static Campaign forged() {
        return MadeCampaign.parse(MadeCampaign.TEXT
                .replace("vectors: [ping]", "vectors: [get]")
                .replace("spoofed: {value: 0, source: book}", "spoofed: {value: 0.33, source: book}")
                .replace("share: {value: 0.1, source: book}", "share: {value: 1, source: book}"));
    }

    @Test
    void aFloodWithoutForgedSendersOrOfUnknownSizeLeavesNothing() {
        assertThat(world(MadeCampaign.campaign()).packets(dark)).noneMatch(DarknetPacket::answer);
        assertThat(world(forged()).expected(forged().waves().get(1), dark)).isZero();
    }

    @Test
    void aTelescopeSeesThePartOfTheAnswersThatItsAddressesAreOfAll() {
        double packetsPerSecond = 30e6 / 8 / 60;
        assertThat(world(forged()).expected(forged().waves().getFirst(), dark))
                .isEqualTo(packetsPerSecond * 0.33 * 86_400 * 256 / 4_294_967_296.0, within(1e-6));
        List<DarknetPacket> answers = world(forged()).packets(dark).stream()
                .filter(DarknetPacket::answer)
                .toList();
        assertThat(answers).hasSizeBetween(70, 150).allMatch(p -> p.source().startsWith("192.0.2.")
                && p.destination().startsWith("198.51.100.") && p.sourcePort() == 80);
        assertThat(world(forged()).packets(dark)).isEqualTo(world(forged()).packets(dark));
    }

    @Test
    void theTableHasARowForEachPacketInOrderOfTime(@TempDir Path folder) throws Exception {
        List<DarknetPacket> packets = world(forged()).packets(dark);
        List<String> rows = Files.readAllLines(DarknetTable.write(packets, folder));
        assertThat(rows).hasSize(1 + packets.size());
        assertThat(rows.subList(1, rows.size())).isSorted();
        assertThat(Files.readString(DarknetTable.sensors(dark, folder))).contains("monitored: [198.51.100.0/24]");
    }
}
