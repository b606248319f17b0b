package yochi.centre.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import okio.ByteString;
import opamp.proto.AgentDescription;
import opamp.proto.AgentToServer;
import opamp.proto.AnyValue;
import opamp.proto.KeyValue;
import opamp.proto.RemoteConfigStatus;
import opamp.proto.RemoteConfigStatuses;
import opamp.proto.ServerToAgent;
import org.junit.jupiter.api.Test;

/** K-1: OpAMP on the wire is what other implementations write and read. */
class OpampTranslatorTest {
    private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

    private final OpampTranslator opamp = new OpampTranslator();

    private static byte[] uid() {
        return ByteBuffer.allocate(16)
                .putLong(ID.getMostSignificantBits())
                .putLong(ID.getLeastSignificantBits())
                .array();
    }

    @Test
    void aMessageOfAnotherImplementationIsRead() {
        byte[] bytes = new AgentToServer.Builder()
                .instance_uid(ByteString.of(uid()))
                .sequence_num(2)
                .agent_description(new AgentDescription.Builder()
                        .identifying_attributes(List.of(new KeyValue.Builder()
                                .key("service.name")
                                .value(new AnyValue.Builder()
                                        .string_value("sg-1")
                                        .build())
                                .build()))
                        .build())
                .remote_config_status(new RemoteConfigStatus.Builder()
                        .last_remote_config_hash(ByteString.decodeHex("0a0b"))
                        .status(RemoteConfigStatuses.RemoteConfigStatuses_FAILED)
                        .error_message("no")
                        .build())
                .build()
                .encode();
        AgentMessage m =
                opamp.read(OpampTranslator.unframe(OpampTranslator.frame(bytes).array()));
        assertThat(m.instance()).isEqualTo(ID);
        assertThat(m.sequence()).isEqualTo(2);
        assertThat(m.description().orElseThrow()).containsEntry("service.name", "sg-1");
        assertThat(m.status().orElseThrow())
                .isEqualTo(new AgentMessage.ConfigStatus("0a0b", AgentMessage.Outcome.FAILED, "no"));
        assertThat(m.health()).isEmpty();
    }

    @Test
    void anOfferCarriesFilesAndHash() throws Exception {
        ServerMessage.Offer offer = new ServerMessage.Offer("0a0b", Map.of("policy.yaml", "k: 3"));
        ServerToAgent read = ServerToAgent.ADAPTER.decode(opamp.write(ServerMessage.offering(ID, offer)));
        assertThat(read.instance_uid.toByteArray()).isEqualTo(uid());
        assertThat(read.remote_config.config_hash.hex()).isEqualTo("0a0b");
        assertThat(read.remote_config.config.config_map)
                .hasEntrySatisfying(
                        "policy.yaml", f -> assertThat(f.body.utf8()).isEqualTo("k: 3"));
        assertThat(read.flags).isZero();
    }

    @Test
    void theHeaderIsOneZeroByteAndMayBeAbsent() {
        assertThat(OpampTranslator.frame(new byte[] {8, 1}).array()).containsExactly(0, 8, 1);
        assertThat(OpampTranslator.unframe(new byte[] {0, 8, 1})).containsExactly(8, 1);
        assertThat(OpampTranslator.unframe(new byte[] {8, 1})).containsExactly(8, 1);
    }

    @Test
    void rubbishIsRefusedWithItsReason() {
        assertThatThrownBy(() -> opamp.read(new byte[] {(byte) 0xFF, 1})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> opamp.read(new byte[0])).hasMessageContaining("instance uid of 0 bytes");
        assertThatThrownBy(() -> opamp.read(new byte[OpampTranslator.MAX_BYTES + 1]))
                .hasMessageContaining("at most");
    }
}
