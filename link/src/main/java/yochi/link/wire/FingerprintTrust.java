package yochi.link.wire;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import yochi.link.identity.CertificateAuthority;

/** Trust of a party that knows no more than the root's fingerprint: the server must send that root in its chain. */
final class FingerprintTrust extends X509ExtendedTrustManager {
    private final String fingerprint;

    /** Takes the SHA-256 in hexadecimal, with or without colons. */
    FingerprintTrust(String fingerprint) {
        this.fingerprint = fingerprint.replace(":", "").strip().toLowerCase(Locale.ROOT);
        if (!this.fingerprint.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a fingerprint is 64 hexadecimal digits: " + fingerprint);
        }
    }

    private PinnedTrust pinned(X509Certificate[] chain) throws CertificateException {
        for (X509Certificate certificate : chain) {
            if (CertificateAuthority.fingerprint(certificate).equals(fingerprint)) {
                return new PinnedTrust(certificate, any -> false);
            }
        }
        throw new CertificateException("the server's chain holds no root with fingerprint " + fingerprint);
    }

    private static CertificateException noClients() {
        return new CertificateException("a fingerprint is only for a client's first contact");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        pinned(chain).checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        pinned(chain).checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        pinned(chain).checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw noClients();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
