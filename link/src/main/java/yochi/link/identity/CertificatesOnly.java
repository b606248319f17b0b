package yochi.link.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataGenerator;

/** Certificates as EST carries them: PKCS#7 certs-only in base64 (RFC 7030 §4.1.3, RFC 8951 §3). */
final class CertificatesOnly {
    private CertificatesOnly() {}

    /** Base64 without line breaks, which every client reads. */
    static String encode(List<X509Certificate> certificates) {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addCertificates(new JcaCertStore(certificates));
            return Base64.getEncoder()
                    .encodeToString(generator.generate(new CMSAbsentContent()).getEncoded("DER"));
        } catch (CMSException | GeneralSecurityException | IOException e) {
            throw new IllegalStateException("certificates that cannot be wrapped", e);
        }
    }

    static List<X509Certificate> decode(String base64) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(base64(base64)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException("no PKCS#7 with certificates: " + e.getMessage(), e);
        }
    }

    /** Base64 with or without line breaks; any other foreign character is an {@link IllegalArgumentException}. */
    static byte[] base64(String text) {
        return Base64.getDecoder().decode(text.replaceAll("[\\r\\n\\t ]+", ""));
    }
}
