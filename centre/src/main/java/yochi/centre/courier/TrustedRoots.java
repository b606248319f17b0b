package yochi.centre.courier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/** Whose certificates a courier believes: those of a PEM file, or the usual ones of this JDK. */
public final class TrustedRoots {
    private TrustedRoots() {}

    public static SSLContext context(Optional<Path> pem) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            if (pem.isPresent()) {
                trust.init(roots(pem.get()));
            } else {
                trust.init((KeyStore) null);
            }
            SSLContext out = SSLContext.getInstance("TLS");
            out.init(null, trust.getTrustManagers(), null);
            return out;
        } catch (GeneralSecurityException | IOException e) {
            throw new YochiException(
                    ErrorCode.SETTINGS,
                    pem.map(Path::toString).orElse("this JDK") + ": no certificates: " + e.getMessage(),
                    e);
        }
    }

    private static KeyStore roots(Path pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            int n = 0;
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("root" + n++, certificate);
            }
        }
        return store;
    }
}
