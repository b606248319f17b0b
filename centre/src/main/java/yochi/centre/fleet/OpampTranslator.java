package yochi.centre.fleet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import okio.ByteString;
import opamp.proto.AgentConfigFile;
import opamp.proto.AgentConfigMap;
import opamp.proto.AgentRemoteConfig;
import opamp.proto.AgentToServer;
import opamp.proto.KeyValue;
import opamp.proto.RemoteConfigStatus;
import opamp.proto.ServerCapabilities;
import opamp.proto.ServerErrorResponse;
import opamp.proto.ServerErrorResponseType;
import opamp.proto.ServerToAgent;
import opamp.proto.ServerToAgentFlags;

/**
 * OpAMP's protobuf (specification 0.18) to our words and back: the only class of the centre that knows its types. Over
 * WebSocket a varint header, always 0, goes before the message.
 */
final class OpampTranslator {
    /** Largest message taken: a policy and a sensors file fit many times. */
    static final int MAX_BYTES = 1 << 20;

    private static final int UUID_BYTES = 16;
    private static final String CONTENT_TYPE = "text/yaml";
    private static final long CAPABILITIES = ServerCapabilities.ServerCapabilities_AcceptsStatus.getValue()
            | ServerCapabilities.ServerCapabilities_OffersRemoteConfig.getValue()
            | ServerCapabilities.ServerCapabilities_AcceptsEffectiveConfig.getValue();

    /**
     * Takes the header off a WebSocket message; a message without one (old clients) passes as it is, since no protobuf
     * message begins with a zero byte.
     */
    static byte[] unframe(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    /** Puts the header before a message. */
    static ByteBuffer frame(byte[] message) {
        return ByteBuffer.allocate(message.length + 1)
                .put((byte) 0)
                .put(message)
                .flip();
    }

    /** Reads a node's message; an {@link IllegalArgumentException} says what is wrong with it. */
    AgentMessage read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("an OpAMP message of " + bytes.length + " bytes, at most " + MAX_BYTES);
        }
        AgentToServer m;
        try {
            m = AgentToServer.ADAPTER.decode(bytes);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("not an OpAMP message: " + e.getMessage(), e);
        }
        return new AgentMessage(
                uuid(m.instance_uid),
                m.sequence_num,
                Optional.ofNullable(m.agent_description)
                        .map(d -> attributes(d.identifying_attributes, d.non_identifying_attributes)),
                Optional.ofNullable(m.health).map(h -> new AgentMessage.Health(h.healthy, h.status, h.last_error)),
                Optional.ofNullable(m.remote_config_status).map(OpampTranslator::status),
                Optional.ofNullable(m.effective_config)
                        .flatMap(c -> Optional.ofNullable(c.config_map))
                        .map(OpampTranslator::files),
                m.agent_disconnect != null);
    }

    private static UUID uuid(ByteString bytes) {
        if (bytes.size() != UUID_BYTES) {
            throw new IllegalArgumentException("an instance uid of " + bytes.size() + " bytes, not " + UUID_BYTES);
        }
        ByteBuffer b = bytes.asByteBuffer();
        return new UUID(b.getLong(), b.getLong());
    }

    private static Map<String, String> attributes(List<KeyValue> identifying, List<KeyValue> others) {
        Map<String, String> out = new LinkedHashMap<>();
        for (List<KeyValue> list : List.of(others, identifying)) {
            for (KeyValue kv : list) {
                if (kv.value != null && kv.value.string_value != null) {
                    out.put(kv.key, kv.value.string_value);
                }
            }
        }
        return out;
    }

    private static AgentMessage.ConfigStatus status(RemoteConfigStatus s) {
        return new AgentMessage.ConfigStatus(
                s.last_remote_config_hash.hex(),
                switch (s.status) {
                    case RemoteConfigStatuses_UNSET -> AgentMessage.Outcome.UNSET;
                    case RemoteConfigStatuses_APPLYING -> AgentMessage.Outcome.APPLYING;
                    case RemoteConfigStatuses_APPLIED -> AgentMessage.Outcome.APPLIED;
                    case RemoteConfigStatuses_FAILED -> AgentMessage.Outcome.FAILED;
                },
                s.error_message);
    }

    private static Map<String, String> files(AgentConfigMap map) {
        Map<String, String> out = new LinkedHashMap<>();
        map.config_map.forEach((name, file) -> out.put(name, file.body.utf8()));
        return out;
    }

    byte[] write(ServerMessage m) {
        ServerToAgent.Builder out = new ServerToAgent.Builder()
                .instance_uid(ByteString.of(uuidBytes(m.instance())))
                .capabilities(CAPABILITIES);
        if (m.reportFullState()) {
            out.flags(ServerToAgentFlags.ServerToAgentFlags_ReportFullState.getValue());
        }
        m.offer().ifPresent(offer -> out.remote_config(remote(offer)));
        m.error()
                .ifPresent(why -> out.error_response(new ServerErrorResponse.Builder()
                        .type(ServerErrorResponseType.ServerErrorResponseType_BadRequest)
                        .error_message(why)
                        .build()));
        return ServerToAgent.ADAPTER.encode(out.build());
    }

    private static byte[] uuidBytes(UUID id) {
        return ByteBuffer.allocate(UUID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static AgentRemoteConfig remote(ServerMessage.Offer offer) {
        Map<String, AgentConfigFile> files = new LinkedHashMap<>();
        offer.files()
                .forEach((name, text) -> files.put(
                        name,
                        new AgentConfigFile.Builder()
                                .body(ByteString.encodeUtf8(text))
                                .content_type(CONTENT_TYPE)
                                .build()));
        return new AgentRemoteConfig.Builder()
                .config(new AgentConfigMap.Builder().config_map(files).build())
                .config_hash(ByteString.of(HexFormat.of().parseHex(offer.digest())))
                .build();
    }
}
