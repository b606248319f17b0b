package yochi.link.identity;

import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * What an HTTP server read of one request to {@code /.well-known/est/…}.
 *
 * @param method GET or POST
 * @param path the path without query
 * @param authorization the Authorization header
 * @param client the certificate of the TLS handshake, already checked against the root
 * @param body ASCII text, at most what {@link EstResponder#MAX_BODY_BYTES} allows
 */
public record EstRequest(
        String method, String path, Optional<String> authorization, Optional<X509Certificate> client, String body) {}
