package yochi.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.core.model.ErrorCode;
import yochi.core.model.Notice;
import yochi.core.model.YochiException;
import yochi.link.exchange.Approval;
import yochi.link.exchange.NoticeJson;
import yochi.link.identity.EstClient;
import yochi.link.identity.IdentityFolder;
import yochi.link.identity.JsonForm;
import yochi.link.identity.PartyName;
import yochi.link.identity.ReplayMemory;
import yochi.link.identity.Signed;
import yochi.link.identity.SignedReader;
import yochi.link.identity.Signer;
import yochi.link.identity.SigningKey;
import yochi.link.identity.TrustedKey;
import yochi.link.identity.Verdict;
import yochi.link.identity.VerifyingKey;
import yochi.link.wire.HttpClients;
import yochi.link.wire.MessageLimit;
import yochi.link.wire.ReloadableKey;
import yochi.link.wire.TlsContexts;

/** Speaks to a running centre as the second role: each question is signed with the approver's key and no other. */
final class ApproverClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration QUESTION_LIFE = Duration.ofMinutes(2);
    private static final MessageLimit LIMIT = new MessageLimit(16 << 20);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI address;
    private final HttpClient http;
    private final SigningKey key;
    private final InstantSource clock;
    private final SecureRandom random;

    private ApproverClient(URI address, HttpClient http, SigningKey key, InstantSource clock, SecureRandom random) {
        this.address = address;
        this.http = http;
        this.key = key;
        this.clock = clock;
        this.random = random;
    }

    /** The approver's public key; the key itself is made in the folder at the first call. */
    static VerifyingKey publicKey(Path folder, SecureRandom random) {
        return IdentityFolder.open(folder).signingKey(random).publicPart();
    }

    /**
     * A client of the centre whose root certificate is pinned in the folder, or is now, by its fingerprint.
     *
     * @param root SHA-256 of the root certificate, hexadecimal; needed the first time only
     */
    static ApproverClient of(
            Path folder, URI address, Optional<String> root, InstantSource clock, SecureRandom random) {
        IdentityFolder identity = IdentityFolder.open(folder);
        X509Certificate pinned = identity.root().orElseGet(() -> pin(identity, address, root, random));
        HttpClient http = HttpClients.over(TlsContexts.client(ReloadableKey.none(), pinned), Duration.ofSeconds(5));
        return new ApproverClient(address, http, identity.signingKey(random), clock, random);
    }

    private static X509Certificate pin(
            IdentityFolder identity, URI address, Optional<String> root, SecureRandom random) {
        String fingerprint = root.orElseThrow(() -> new YochiException(
                ErrorCode.USAGE, "the first time, --root must give the fingerprint of the centre's root certificate"));
        try (HttpClient first = HttpClients.over(TlsContexts.firstContact(fingerprint), Duration.ofSeconds(5))) {
            X509Certificate found =
                    new EstClient(first, address, random).authority().getFirst();
            identity.pinRoot(found);
            return found;
        }
    }

    /**
     * One alert and its notices that wait for the second signature.
     *
     * @param digest of the messages as they wait
     */
    record Waiting(String alert, String digest, List<Signed<Notice>> notices) {
        Instant expires() {
            return notices.stream().map(Signed::expires).min(Instant::compareTo).orElseThrow();
        }
    }

    /** What waits, oldest first; read from the very messages that will be signed. */
    List<Waiting> waiting() throws InterruptedException {
        JsonNode answer = post("waiting", new Approval.Question(""), Approval.QUESTION);
        try {
            VerifyingKey centre =
                    VerifyingKey.parse(answer.required("signingKey").stringValue());
            List<Waiting> out = new ArrayList<>();
            for (JsonNode alert : answer.required("alerts")) {
                List<String> messages = new ArrayList<>();
                alert.required("messages").forEach(m -> messages.add(m.stringValue()));
                List<Signed<Notice>> notices =
                        messages.stream().map(text -> notice(text, centre)).toList();
                if (!notices.isEmpty()) {
                    out.add(new Waiting(alert.required("alert").stringValue(), Approval.digest(messages), notices));
                }
            }
            return out;
        } catch (JacksonException | IllegalArgumentException e) {
            throw new YochiException(ErrorCode.MESSAGE_REFUSED, "the centre's answer is broken: " + e.getMessage(), e);
        }
    }

    private Signed<Notice> notice(String text, VerifyingKey centre) {
        PartyName issuer = party(text, "issuer");
        SignedReader reader = new SignedReader(
                party(text, "recipient"),
                List.of(new TrustedKey(centre, issuer, "centre")),
                SignedReader.Limits.usual(),
                ReplayMemory.inProcess(1),
                clock);
        return switch (reader.read(text, NoticeJson.FORM, Set.of("centre"))) {
            case Verdict.Accepted<Notice> good -> good.message();
            case Verdict.Refused<Notice> bad ->
                throw new YochiException(ErrorCode.SIGNATURE, "a waiting notice is no good: " + bad.why());
        };
    }

    private static PartyName party(String text, String member) {
        return PartyName.parse(JSON.readTree(text).required(member).stringValue());
    }

    /** Signs all notices of the alert, as read. */
    List<String> approve(Waiting waiting) throws InterruptedException {
        List<Approval.Countersignature> signatures = waiting.notices().stream()
                .map(n -> new Approval.Countersignature(
                        n.id(), n.countersigned(key).signatures().getLast()))
                .toList();
        List<String> out = new ArrayList<>();
        post("approvals", new Approval(waiting.alert(), waiting.digest(), signatures), Approval.FORM)
                .path("approved")
                .forEach(notice -> out.add(notice.asString("")));
        return out;
    }

    private <T> JsonNode post(String path, T body, JsonForm<T> form) throws InterruptedException {
        PartyName centre = centre();
        String signed = new Signer(key, centre, clock, random)
                .sign(body, form, centre, QUESTION_LIFE)
                .text();
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/approver/" + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(signed))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var in = answer.body()) {
                JsonNode json = JSON.readTree(new String(LIMIT.readAll(in), StandardCharsets.UTF_8));
                if (answer.statusCode() != 200) {
                    throw new YochiException(
                            ErrorCode.PEER_REFUSED,
                            "the centre answers " + answer.statusCode() + ": "
                                    + json.path("detail").asString(""));
                }
                return json;
            }
        } catch (IOException | JacksonException e) {
            throw new YochiException(ErrorCode.PEER_UNREACHABLE, "no centre answers at " + address, e);
        }
    }

    /** The centre's name, as the certificate says that it shows and that the pinned root has issued. */
    private PartyName centre() throws InterruptedException {
        try {
            HttpRequest any = HttpRequest.newBuilder(address.resolve("/health"))
                    .timeout(PATIENCE)
                    .build();
            HttpResponse<Void> answer = http.send(any, HttpResponse.BodyHandlers.discarding());
            X509Certificate shown = (X509Certificate)
                    answer.sslSession().orElseThrow().getPeerCertificates()[0];
            return PartyName.of(shown)
                    .filter(p -> p.kind() == PartyName.Kind.CENTRE)
                    .orElseThrow(() -> new YochiException(ErrorCode.PEER_REFUSED, address + " is no centre"));
        } catch (SSLPeerUnverifiedException e) {
            throw new YochiException(ErrorCode.PEER_REFUSED, address + " shows no certificate", e);
        } catch (IOException e) {
            throw new YochiException(ErrorCode.PEER_UNREACHABLE, "no centre answers at " + address, e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
