package yochi.link.identity;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A request for a certificate (PKCS#10) whose sender has proved to hold the private key, on P-256.
 *
 * @param key the key to certify
 * @param party the party named in the request's alternative names, if any; only compared, never believed
 */
public record CertificateRequest(PublicKey key, Optional<PartyName> party) {
    private static final int P256_BITS = 256;

    /** Makes a signed request for a key pair, as base64 of its DER form. */
    static String make(KeyPair pair, PartyName party) {
        try {
            ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
            Extensions wanted = new Extensions(new Extension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, party.toString()))
                            .getEncoded()));
            return Base64.getEncoder()
                    .encodeToString(new JcaPKCS10CertificationRequestBuilder(
                                    new X500Name("CN=" + party.name()), pair.getPublic())
                            .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, wanted)
                            .build(signer)
                            .getEncoded());
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("a request for " + party + " cannot be signed", e);
        }
    }

    /** Reads DER; an {@link IllegalArgumentException} says what is wrong with it. */
    static CertificateRequest parse(byte[] der) {
        try {
            return checked(new PKCS10CertificationRequest(der));
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (IOException
                | PKCSException
                | GeneralSecurityException
                | OperatorCreationException
                | RuntimeException e) {
            // The library meets some broken requests with an index, a cast or a signature that fails.
            throw new IllegalArgumentException("no PKCS#10 request: " + e.getMessage(), e);
        }
    }

    private static CertificateRequest checked(PKCS10CertificationRequest request)
            throws PKCSException, GeneralSecurityException, OperatorCreationException {
        PublicKey key = new JcaPKCS10CertificationRequest(request).getPublicKey();
        if (!(key instanceof ECPublicKey curve)
                || curve.getParams().getCurve().getField().getFieldSize() != P256_BITS) {
            throw new IllegalArgumentException("the key is " + key.getAlgorithm() + ", wanted is EC on P-256");
        }
        if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
            throw new IllegalArgumentException("the request is not signed by the key it names");
        }
        return new CertificateRequest(key, party(request));
    }

    private static Optional<PartyName> party(PKCS10CertificationRequest request) {
        Extensions wanted = request.getRequestedExtensions();
        if (wanted == null) {
            return Optional.empty();
        }
        GeneralNames names = GeneralNames.fromExtensions(wanted, Extension.subjectAlternativeName);
        if (names == null) {
            return Optional.empty();
        }
        for (GeneralName name : names.getNames()) {
            if (name.getTagNo() == GeneralName.uniformResourceIdentifier) {
                return Optional.of(PartyName.parse(name.getName().toString()));
            }
        }
        return Optional.empty();
    }
}
