package yochi.link.identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * Enrolment over Secure Transport, client side: gets the authority's root, a first certificate, and its renewals.
 *
 * <p>The {@link HttpClient} decides whom to trust and, for renewal, which certificate to show. A certificate that is
 * not for our key, our name or of the pinned root is refused.
 */
public final class EstClient {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MAX_ANSWER_BYTES = 256 * 1024;

    private final HttpClient http;
    private final URI server;
    private final SecureRandom random;

    /**
     * A client.
     *
     * @param server scheme, host and port, such as {@code https://127.0.0.1:8443}
     */
    public EstClient(HttpClient http, URI server, SecureRandom random) {
        this.http = http;
        this.server = server;
        this.random = random;
    }

    /** The authority's certificates as the server tells them; whoever trusts them must compare a fingerprint first. */
    public List<X509Certificate> authority() {
        return exchange(request("cacerts").GET());
    }

    /** A first certificate for a new key, against a one-time token of the form {@code id:secret}. */
    public KeyMaterial enrol(PartyName party, String token, X509Certificate root) {
        KeyPair pair = KeyMaterial.newKeyPair(random);
        String basic = Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
        return checked(
                pair,
                party,
                root,
                exchange(post("simpleenroll", pair, party).header("Authorization", "Basic " + basic)));
    }

    /** A new certificate for a new key; the HTTP client shows the old certificate. */
    public KeyMaterial renew(PartyName party, X509Certificate root) {
        KeyPair pair = KeyMaterial.newKeyPair(random);
        return checked(pair, party, root, exchange(post("simplereenroll", pair, party)));
    }

    private HttpRequest.Builder request(String operation) {
        return HttpRequest.newBuilder(server.resolve(EstResponder.PATH + operation))
                .timeout(PATIENCE);
    }

    private HttpRequest.Builder post(String operation, KeyPair pair, PartyName party) {
        return request(operation)
                .header("Content-Type", "application/pkcs10")
                .header("Content-Transfer-Encoding", "base64")
                .POST(HttpRequest.BodyPublishers.ofString(CertificateRequest.make(pair, party)));
    }

    private List<X509Certificate> exchange(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<byte[]> answer =
                    http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            if (answer.statusCode() != 200) {
                throw new YochiException(
                        ErrorCode.PEER_REFUSED,
                        request.uri() + " answered " + answer.statusCode() + ": " + text.strip());
            }
            return CertificatesOnly.decode(text);
        } catch (IllegalArgumentException e) {
            throw new YochiException(ErrorCode.PEER_REFUSED, request.uri() + " answered what is no certificate", e);
        } catch (IOException e) {
            throw new YochiException(ErrorCode.PEER_UNREACHABLE, request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new YochiException(ErrorCode.PEER_UNREACHABLE, request.uri() + ": interrupted", e);
        }
    }

    private static KeyMaterial checked(
            KeyPair pair, PartyName party, X509Certificate root, List<X509Certificate> issued) {
        X509Certificate own = issued.stream()
                .filter(certificate -> certificate.getPublicKey().equals(pair.getPublic()))
                .findFirst()
                .orElseThrow(() ->
                        new YochiException(ErrorCode.PEER_REFUSED, "the server issued no certificate for our key"));
        try {
            own.verify(root.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new YochiException(ErrorCode.PEER_REFUSED, "the certificate issued is not of the pinned root", e);
        }
        if (!PartyName.of(own).filter(party::equals).isPresent()) {
            throw new YochiException(ErrorCode.PEER_REFUSED, "the certificate issued does not name " + party);
        }
        return new KeyMaterial(pair.getPrivate(), List.of(own, root));
    }
}
