package yochi.link.wire;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** TLS between parties: version 1.3, or 1.2 with ephemeral keys and authenticated ciphers; one pinned root. */
public final class TlsContexts {
    public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** Suites of TLS 1.3 and the ECDHE-ECDSA suites of 1.2 with GCM or ChaCha20 (RFC 9325 §4.2). */
    public static final List<String> CIPHER_SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");

    private TlsContexts() {}

    /** What a listener asks of a client. */
    public enum ClientCertificate {
        REQUIRED,
        REQUESTED,
        NOT_ASKED
    }

    /** For a listener; clients must chain to the root, name a party and not be revoked. */
    public static SSLContext server(ReloadableKey key, X509Certificate root, Predicate<X509Certificate> revoked) {
        return context(key, new PinnedTrust(root, revoked));
    }

    /** For a caller that trusts one root; it shows its key if it has one. */
    public static SSLContext client(ReloadableKey key, X509Certificate root) {
        return context(key, new PinnedTrust(root, any -> false));
    }

    /** For a caller's first contact, knowing only the SHA-256 of the root, which the server sends in its chain. */
    public static SSLContext firstContact(String rootFingerprint) {
        return context(ReloadableKey.none(), new FingerprintTrust(rootFingerprint));
    }

    private static SSLContext context(ReloadableKey key, TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {key}, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS belongs to every JDK", e);
        }
    }

    /** Versions, suites and client authentication for a listener's sockets. */
    public static SSLParameters parameters(ClientCertificate client) {
        SSLParameters parameters = new SSLParameters(array(CIPHER_SUITES), array(PROTOCOLS));
        switch (client) {
            case REQUIRED -> parameters.setNeedClientAuth(true);
            case REQUESTED -> parameters.setWantClientAuth(true);
            case NOT_ASKED -> parameters.setNeedClientAuth(false);
        }
        return parameters;
    }

    private static String[] array(List<String> values) {
        return values.toArray(String[]::new);
    }
}
