package yochi.node.line;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.AttackType;
import yochi.core.model.ErrorCode;
import yochi.core.model.Party;
import yochi.core.model.YochiException;
import yochi.node.border.PrivacyPolicy;
import yochi.node.summary.CellCode;
import yochi.node.summary.ClosedWindow;
import yochi.node.summary.EpochSummary;
import yochi.node.summary.WindowCodec;

/**
 * The origins' addresses that a node's folder still holds of a day, for its own operator's commands; the node may run
 * meanwhile. They stay at home.
 *
 * @param name the node's
 * @param policy that it runs under: its country's layer and what the fleet pushed
 * @param addresses distinct, in network order
 * @param windows released windows of the day that are still here
 */
public record KeptDay(String name, PrivacyPolicy policy, List<byte[]> addresses, int windows) {
    private static final String SUFFIX = ".ywin";

    public KeptDay {
        addresses = List.copyOf(addresses);
    }

    /** Reads the node's folder. */
    public static KeptDay read(NodeSettings settings, LocalDate day) {
        Set<ByteBuffer> addresses = new HashSet<>();
        int windows = 0;
        try (Stream<Path> files = Files.list(settings.directory().resolve("kept"))) {
            for (Path file : files.sorted().toList()) {
                if (!file.toString().endsWith(SUFFIX)) {
                    continue;
                }
                ClosedWindow window = window(file);
                if (LocalDate.ofInstant(window.window().start(), ZoneOffset.UTC).equals(day)) {
                    windows++;
                    window.epochs().forEach(epoch -> take(epoch, addresses));
                }
            }
        } catch (IOException e) {
            throw new YochiException(ErrorCode.INPUT_UNREADABLE, "kept windows: " + e.getMessage(), e);
        }
        String name = Invitation.read(settings.invitation()).name();
        return new KeptDay(
                name, policy(settings), addresses.stream().map(ByteBuffer::array).toList(), windows);
    }

    private static ClosedWindow window(Path file) throws IOException {
        try {
            return WindowCodec.decode(Files.readAllBytes(file)).window();
        } catch (IllegalArgumentException e) {
            throw new YochiException(ErrorCode.INPUT_UNREADABLE, file + ": " + e.getMessage(), e);
        }
    }

    private static void take(EpochSummary epoch, Set<ByteBuffer> into) {
        epoch.counted().forEachPair((slot, address, n) -> {
            AttackType type = CellCode.type(epoch.counted().code(slot));
            if (type.party() == Party.ORIGIN) {
                into.add(ByteBuffer.wrap(epoch.dictionary().addresses().bytes(address)));
            }
        });
    }

    private static PrivacyPolicy policy(NodeSettings settings) {
        Map<String, String> files = new TreeMap<>();
        Path running = settings.directory().resolve("policy.json");
        try {
            if (Files.exists(running)) {
                JsonNode kept = JsonMapper.shared().readTree(Files.readString(running));
                kept.path("files").properties().forEach(e -> files.put(e.getKey(), e.getValue().asString("")));
            }
        } catch (IOException | JacksonException e) {
            throw new YochiException(ErrorCode.INPUT_UNREADABLE, running + ": " + e.getMessage(), e);
        }
        if (files.isEmpty()) {
            PrivacyPolicy first = settings.policy().map(PrivacyPolicy::read).orElseGet(PrivacyPolicy::strict);
            files.put(NodePolicy.PRIVACY, first.canonicalText());
        }
        NodePolicy fleets = NodePolicy.read(files);
        return settings.countryPolicy()
                .map(PrivacyPolicy::read)
                .map(fleets::under)
                .orElse(fleets)
                .privacy();
    }
}
