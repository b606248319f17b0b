package yochi.node.line;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.ErrorCode;
import yochi.core.model.SourceList;
import yochi.core.model.YochiException;
import yochi.link.identity.IdentityFolder;
import yochi.link.identity.KeyMaterial;
import yochi.link.wire.HttpClients;
import yochi.link.wire.ReloadableKey;
import yochi.link.wire.SourceListCodec;
import yochi.link.wire.TlsContexts;
import yochi.node.border.KeyRing;
import yochi.node.border.KeyRoster;
import yochi.node.border.NodePair;
import yochi.node.border.SketchKeys;
import yochi.node.border.SourceResolution;

/**
 * Asks the centre, as the node that its settings describe, for the lists of who is likely to come, and resolves what
 * this node can. The node may run meanwhile; nothing of it is changed, and no address is sent.
 */
public final class SourceInquiry {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_WORDS = 1 << 14;

    private final NodeSettings settings;
    private final Invitation invitation;

    /**
     * A list with what this node knows of it.
     *
     * @param node the asker's name
     * @param list as the centre sent it
     * @param found whom it names
     */
    public record Answer(String node, SourceList list, SourceResolution.Result found) {}

    public SourceInquiry(NodeSettings settings) {
        this.settings = settings;
        this.invitation = Invitation.read(settings.invitation());
    }

    /** Asks for the list of a day; empty for the newest. */
    public Answer ask(Optional<LocalDate> day) throws InterruptedException {
        if (!settings.country().equals(invitation.home())) {
            throw new YochiException(
                    ErrorCode.USAGE,
                    "lists are for nodes of the home country " + invitation.home() + "; this one stands in "
                            + settings.country());
        }
        SourceList list = fetched(day);
        Optional<KeyRing> ring = settings.sketchKeys()
                .map(s -> new KeyRing(
                        invitation.name(), NodePair.read(s.pair()), KeyRing.operators(s.operators()), s.folder()));
        SketchKeys keys = ring.flatMap(r -> r.at(list.day()))
                .or(() -> settings.sketchKey().map(s -> SketchKeys.parse(s.value())))
                .orElseThrow(() -> new YochiException(
                        ErrorCode.SETTINGS,
                        "no sketch key that other nodes share for " + list.day()
                                + ring.map(r -> ": " + r.problem()).orElse("; set sketchKeys")));
        List<KeyRoster.Entry> roster = ring.map(r -> r.roster(list.day())).orElse(List.of());
        Path memory = settings.directory().resolve(SourceDesk.MEMORY);
        return new Answer(
                invitation.name(),
                list,
                SourceResolution.of(
                        list,
                        keys,
                        settings.sketchKeys().map(s -> NodePair.read(s.pair())),
                        invitation.name(),
                        roster,
                        SourceDesk.memory(memory)));
    }

    private SourceList fetched(Optional<LocalDate> day) throws InterruptedException {
        Path identity = settings.directory().resolve("identity");
        if (!Files.isDirectory(identity)) {
            throw notEnrolled();
        }
        IdentityFolder folder = IdentityFolder.open(identity);
        KeyMaterial own = folder.tls().orElseThrow(SourceInquiry::notEnrolled);
        URI address = invitation
                .partyListener()
                .resolve("/sources/list" + day.map(d -> "?day=" + d).orElse(""));
        try (HttpClient http = HttpClients.over(
                TlsContexts.client(ReloadableKey.of(own), folder.root().orElseThrow(SourceInquiry::notEnrolled)),
                CONNECT)) {
            HttpResponse<InputStream> answer = http.send(
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw refused(answer.statusCode(), body.readNBytes(MOST_WORDS));
                }
                return SourceListCodec.decode(body.readNBytes(SourceListCodec.MAX_BYTES + 1));
            }
        } catch (IOException e) {
            throw new YochiException(
                    ErrorCode.PEER_UNREACHABLE, "centre " + invitation.partyListener() + ": " + e.getMessage(), e);
        }
    }

    private static YochiException notEnrolled() {
        return new YochiException(
                ErrorCode.SETTINGS, "this node has not enrolled yet: start it once with yochi node --config");
    }

    private static YochiException refused(int status, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        String detail;
        try {
            detail = JsonMapper.shared().readTree(text).path("detail").asString("");
        } catch (JacksonException e) {
            detail = "";
        }
        String why = "the centre answers " + status + (detail.isEmpty() ? "" : ": " + detail);
        return new YochiException(status == 404 ? ErrorCode.INPUT_REJECTED : ErrorCode.PEER_REFUSED, why);
    }
}
