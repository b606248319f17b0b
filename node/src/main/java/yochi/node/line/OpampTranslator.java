package yochi.node.line;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import okio.ByteString;
import opamp.proto.AgentCapabilities;
import opamp.proto.AgentConfigFile;
import opamp.proto.AgentConfigMap;
import opamp.proto.AgentDescription;
import opamp.proto.AgentDisconnect;
import opamp.proto.AgentRemoteConfig;
import opamp.proto.AgentToServer;
import opamp.proto.AnyValue;
import opamp.proto.ComponentHealth;
import opamp.proto.EffectiveConfig;
import opamp.proto.KeyValue;
import opamp.proto.RemoteConfigStatus;
import opamp.proto.RemoteConfigStatuses;
import opamp.proto.ServerToAgent;
import opamp.proto.ServerToAgentFlags;

/**
 * OpAMP's protobuf (specification 0.18) to the node's words and back: the only class of the node that knows its types.
 * Over WebSocket a varint header, always 0, goes before the message.
 */
final class OpampTranslator {
    private static final int UUID_BYTES = 16;
    private static final long CAPABILITIES = AgentCapabilities.AgentCapabilities_ReportsStatus.getValue()
            | AgentCapabilities.AgentCapabilities_AcceptsRemoteConfig.getValue()
            | AgentCapabilities.AgentCapabilities_ReportsEffectiveConfig.getValue()
            | AgentCapabilities.AgentCapabilities_ReportsRemoteConfig.getValue()
            | AgentCapabilities.AgentCapabilities_ReportsHealth.getValue();

    private OpampTranslator() {}

    /**
     * What the fleet says.
     *
     * @param offer a configuration to run
     * @param reportFullState whether it missed something, so that everything must be told again
     * @param error why our message was refused
     */
    record FleetMessage(Optional<Offer> offer, boolean reportFullState, Optional<String> error) {}

    /** A configuration with the fleet's own digest of it. */
    record Offer(String digest, Map<String, String> files) {
        Offer {
            files = Map.copyOf(files);
        }
    }

    static ByteBuffer frame(byte[] message) {
        return ByteBuffer.allocate(message.length + 1).put((byte) 0).put(message).flip();
    }

    static byte[] unframe(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    /** Reads the fleet's message; an {@link IllegalArgumentException} says what is wrong with it. */
    static FleetMessage read(byte[] bytes) {
        try {
            ServerToAgent m = ServerToAgent.ADAPTER.decode(bytes);
            return new FleetMessage(
                    Optional.ofNullable(m.remote_config).map(OpampTranslator::offer),
                    (m.flags & ServerToAgentFlags.ServerToAgentFlags_ReportFullState.getValue()) != 0,
                    Optional.ofNullable(m.error_response).map(e -> e.error_message));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("not an OpAMP message: " + e.getMessage(), e);
        }
    }

    private static Offer offer(AgentRemoteConfig remote) {
        Map<String, String> files = new LinkedHashMap<>();
        if (remote.config != null) {
            remote.config.config_map.forEach((name, file) -> files.put(name, file.body.utf8()));
        }
        return new Offer(remote.config_hash.hex(), files);
    }

    static byte[] write(UUID instance, long sequence, NodeStatus state, NodeStatus.Parts parts) {
        AgentToServer.Builder out = new AgentToServer.Builder()
                .instance_uid(ByteString.of(ByteBuffer.allocate(UUID_BYTES)
                        .putLong(instance.getMostSignificantBits())
                        .putLong(instance.getLeastSignificantBits())
                        .array()))
                .sequence_num(sequence)
                .capabilities(CAPABILITIES);
        if (parts.description()) {
            out.agent_description(new AgentDescription.Builder()
                    .identifying_attributes(attributes(state.identifying()))
                    .non_identifying_attributes(attributes(state.others()))
                    .build());
        }
        if (parts.health()) {
            out.health(new ComponentHealth.Builder()
                    .healthy(state.healthy())
                    .status(state.words())
                    .last_error(state.lastError())
                    .build());
        }
        if (parts.configuration()) {
            state.offered().ifPresent(s -> out.remote_config_status(status(s)));
            out.effective_config(new EffectiveConfig.Builder()
                    .config_map(files(state.effective()))
                    .build());
        }
        if (parts.leaving()) {
            out.agent_disconnect(new AgentDisconnect.Builder().build());
        }
        return AgentToServer.ADAPTER.encode(out.build());
    }

    private static List<KeyValue> attributes(Map<String, String> values) {
        return values.entrySet().stream()
                .map(e -> new KeyValue.Builder()
                        .key(e.getKey())
                        .value(new AnyValue.Builder().string_value(e.getValue()).build())
                        .build())
                .toList();
    }

    private static RemoteConfigStatus status(NodeStatus.Offered s) {
        return new RemoteConfigStatus.Builder()
                .last_remote_config_hash(ByteString.of(HexFormat.of().parseHex(s.digest())))
                .status(
                        switch (s.outcome()) {
                            case APPLYING -> RemoteConfigStatuses.RemoteConfigStatuses_APPLYING;
                            case APPLIED -> RemoteConfigStatuses.RemoteConfigStatuses_APPLIED;
                            case FAILED -> RemoteConfigStatuses.RemoteConfigStatuses_FAILED;
                        })
                .error_message(s.error())
                .build();
    }

    private static AgentConfigMap files(Map<String, String> texts) {
        Map<String, AgentConfigFile> files = new LinkedHashMap<>();
        texts.forEach((name, text) -> files.put(
                name,
                new AgentConfigFile.Builder().body(ByteString.encodeUtf8(text)).build()));
        return new AgentConfigMap.Builder().config_map(files).build();
    }
}
