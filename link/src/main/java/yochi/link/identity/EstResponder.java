package yochi.link.identity;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Enrolment over Secure Transport (RFC 7030, RFC 8951), server side, without a server: request in, answer out.
 *
 * <p>{@code cacerts} for everybody, {@code simpleenroll} with a one-time token as HTTP Basic, {@code simplereenroll}
 * with a valid client certificate. The name in a certificate comes from the token or the old certificate; a request
 * that names another party is refused.
 */
public final class EstResponder {
    public static final String PATH = "/.well-known/est/";
    public static final int MAX_BODY_BYTES = 16 * 1024;
    private static final int SAN_DNS = 2;
    private static final int SAN_IP = 7;

    private final CertificateAuthority authority;
    private final OneTimeTokens tokens;

    public EstResponder(CertificateAuthority authority, OneTimeTokens tokens) {
        this.authority = authority;
        this.tokens = tokens;
    }

    public EstAnswer answer(EstRequest request) {
        if (!request.path().startsWith(PATH)) {
            return EstAnswer.refusal(404, "EST lives below " + PATH);
        }
        String operation = request.path().substring(PATH.length());
        String method = operation.equals("cacerts") || operation.equals("csrattrs") ? "GET" : "POST";
        boolean known =
                List.of("cacerts", "csrattrs", "simpleenroll", "simplereenroll").contains(operation);
        if (!known) {
            return EstAnswer.refusal(404, "no operation " + operation);
        }
        if (!request.method().equals(method)) {
            return EstAnswer.refusal(405, operation + " wants " + method);
        }
        if (request.body().length() > MAX_BODY_BYTES) {
            return EstAnswer.refusal(413, "a request has at most " + MAX_BODY_BYTES + " bytes");
        }
        return switch (operation) {
            case "cacerts" -> EstAnswer.certificates(CertificatesOnly.encode(List.of(authority.root())));
            case "csrattrs" -> new EstAnswer(204, Map.of(), "");
            case "simpleenroll" -> enrol(request);
            default -> reenrol(request);
        };
    }

    private EstAnswer enrol(EstRequest request) {
        Optional<String> token = basic(request.authorization());
        if (token.isEmpty()) {
            return EstAnswer.refusal(401, "enrolment needs a one-time token as HTTP Basic");
        }
        CertificateRequest wanted;
        try {
            wanted = CertificateRequest.parse(CertificatesOnly.base64(request.body()));
        } catch (IllegalArgumentException e) {
            return EstAnswer.refusal(400, String.valueOf(e.getMessage()));
        }
        return tokens.redeem(token.get())
                .map(grant -> issue(wanted, grant))
                .orElseGet(() -> EstAnswer.refusal(401, "the token is unknown, used or expired; ask for a new one"));
    }

    private EstAnswer reenrol(EstRequest request) {
        if (request.client().isEmpty()) {
            return EstAnswer.refusal(401, "renewal needs the client certificate that it renews");
        }
        X509Certificate old = request.client().get();
        Optional<String> objection = authority.objection(old);
        if (objection.isPresent()) {
            return EstAnswer.refusal(403, "the certificate shown is " + objection.get() + "; enrol with a new token");
        }
        Optional<PartyName> party = PartyName.of(old);
        if (party.isEmpty()) {
            return EstAnswer.refusal(403, "the certificate shown names no party");
        }
        try {
            CertificateRequest wanted = CertificateRequest.parse(CertificatesOnly.base64(request.body()));
            return issue(wanted, new OneTimeTokens.Grant(party.get(), hosts(old)));
        } catch (IllegalArgumentException e) {
            return EstAnswer.refusal(400, String.valueOf(e.getMessage()));
        }
    }

    private EstAnswer issue(CertificateRequest wanted, OneTimeTokens.Grant grant) {
        if (wanted.party().isPresent() && !wanted.party().get().equals(grant.party())) {
            return EstAnswer.refusal(
                    400, "the request names " + wanted.party().get() + ", entitled is " + grant.party());
        }
        X509Certificate issued = authority.issue(wanted.key(), grant.party(), grant.hosts());
        return EstAnswer.certificates(CertificatesOnly.encode(List.of(issued)));
    }

    private static Optional<String> basic(Optional<String> header) {
        return header.filter(value -> value.regionMatches(true, 0, "Basic ", 0, 6))
                .flatMap(value -> {
                    try {
                        byte[] decoded =
                                Base64.getDecoder().decode(value.substring(6).strip());
                        return Optional.of(new String(decoded, StandardCharsets.UTF_8));
                    } catch (IllegalArgumentException e) {
                        return Optional.empty();
                    }
                });
    }

    private static List<String> hosts(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.getFirst().equals(SAN_DNS)
                                    || name.getFirst().equals(SAN_IP))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
