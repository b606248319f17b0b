package yochi.link.wire;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import yochi.link.identity.PartyName;

/**
 * Trust in one root and nothing else; a client must also name a party and not be revoked.
 *
 * <p>Path, time, purpose and host name are checked by the JDK. A resumed session skips this check, so that a server
 * asks for revocation at each request too.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager path;
    private final Predicate<X509Certificate> revoked;

    PinnedTrust(X509Certificate root, Predicate<X509Certificate> revoked) {
        this.path = pathChecker(root);
        this.revoked = revoked;
    }

    private static X509ExtendedTrustManager pathChecker(X509Certificate root) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("root", root);
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return extended;
                }
            }
            throw new IllegalStateException("this JDK has no PKIX trust");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the root cannot be used as trust anchor", e);
        }
    }

    private void checkClient(X509Certificate[] chain) throws CertificateException {
        if (revoked.test(chain[0])) {
            throw new CertificateException(
                    "revoked: serial " + chain[0].getSerialNumber().toString(16));
        }
        if (PartyName.of(chain[0]).isEmpty()) {
            throw new CertificateException("the certificate names no party");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        path.checkClientTrusted(chain, authType, socket);
        checkClient(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        path.checkClientTrusted(chain, authType, engine);
        checkClient(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        path.checkClientTrusted(chain, authType);
        checkClient(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        path.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        path.checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        path.checkServerTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return path.getAcceptedIssuers();
    }
}
