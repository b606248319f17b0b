package yochi.link.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The certificate authority that a centre runs for its nodes and members: one root on P-256, kept in one directory.
 *
 * <p>The files: {@code root.pem} (key and certificate), {@code issued} (a line a certificate), {@code revoked}.
 */
public final class CertificateAuthority {
    private static final int SERIAL_BITS = 127;

    private final Path directory;
    private final X509Certificate root;
    private final PrivateKey key;
    private final Lives lives;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Revocations revocations;

    /**
     * How long certificates live.
     *
     * @param root the root's own life
     * @param party life of a party's certificate
     * @param backdated how far before its issue a certificate is valid, for peers whose clocks lag
     */
    public record Lives(Duration root, Duration party, Duration backdated) {
        /** Ten years, thirty days (short, since renewal needs no person), five minutes. */
        public static Lives usual() {
            return new Lives(Duration.ofDays(3650), Duration.ofDays(30), Duration.ofMinutes(5));
        }
    }

    private CertificateAuthority(
            Path directory, KeyMaterial own, Lives lives, InstantSource clock, SecureRandom random) {
        this.directory = directory;
        this.root = own.certificate();
        this.key = own.key();
        this.lives = lives;
        this.clock = clock;
        this.random = random;
        this.revocations = new Revocations(directory.resolve("revoked"));
    }

    /** Opens the authority in the directory, or founds it under the given name. */
    public static CertificateAuthority open(
            Path directory, String name, Lives lives, InstantSource clock, SecureRandom random) {
        OwnerOnlyFile.folder(directory);
        Path file = directory.resolve("root.pem");
        if (!Files.exists(file)) {
            KeyPair pair = KeyMaterial.newKeyPair(random);
            X509Certificate root = selfSigned(pair, name, lives, clock, random);
            OwnerOnlyFile.replace(
                    file, (Pem.of(pair.getPrivate()) + Pem.of(root)).lines().toList());
        }
        String text = String.join("\n", OwnerOnlyFile.lines(file)) + "\n";
        KeyMaterial own = new KeyMaterial(Pem.privateKey(text, "EC"), Pem.certificates(text));
        return new CertificateAuthority(directory, own, lives, clock, random);
    }

    private static X509Certificate selfSigned(
            KeyPair pair, String name, Lives lives, InstantSource clock, SecureRandom random) {
        Instant now = clock.instant();
        X500Name subject = new X500Name("CN=" + name.replaceAll("[^A-Za-z0-9 .-]", "-"));
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                            subject,
                            new BigInteger(SERIAL_BITS, random),
                            Date.from(now.minus(lives.backdated)),
                            Date.from(now.plus(lives.root)),
                            subject,
                            pair.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
            return sign(builder, pair.getPrivate());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the root certificate cannot be made", e);
        }
    }

    public X509Certificate root() {
        return root;
    }

    public Revocations revocations() {
        return revocations;
    }

    /** SHA-256 of the root certificate in hexadecimal: what an operator compares or pins. */
    public String fingerprint() {
        return fingerprint(root);
    }

    /** SHA-256 of a certificate in hexadecimal. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            return Sha256.hex(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    /** Key and certificate for the party that runs this authority, valid at the host names and addresses given. */
    public KeyMaterial issueOwn(PartyName party, List<String> hosts) {
        KeyPair pair = KeyMaterial.newKeyPair(random);
        return new KeyMaterial(pair.getPrivate(), List.of(issue(pair.getPublic(), party, hosts), root));
    }

    /** A certificate that names the party; with hosts it also serves at a listener there. */
    public synchronized X509Certificate issue(PublicKey subjectKey, PartyName party, List<String> hosts) {
        Instant now = clock.instant();
        Instant end = now.plus(lives.party);
        Instant rootEnd = root.getNotAfter().toInstant();
        BigInteger serial = new BigInteger(SERIAL_BITS, random);
        X500Name subject = new X500Name("CN=" + party.name());
        try {
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                            root,
                            serial,
                            Date.from(now.minus(lives.backdated)),
                            Date.from(end.isBefore(rootEnd) ? end : rootEnd),
                            new X500Principal(subject.getEncoded()),
                            subjectKey)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, purposes(hosts))
                    .addExtension(Extension.subjectAlternativeName, false, names(party, hosts))
                    .addExtension(
                            Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(root))
                    .addExtension(
                            Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(subjectKey));
            X509Certificate certificate = sign(builder, key);
            OwnerOnlyFile.append(directory.resolve("issued"), serial.toString(16) + " " + end + " " + party);
            return certificate;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate for " + party + " cannot be made", e);
        }
    }

    private static ExtendedKeyUsage purposes(List<String> hosts) {
        return new ExtendedKeyUsage(
                hosts.isEmpty()
                        ? new KeyPurposeId[] {KeyPurposeId.id_kp_clientAuth}
                        : new KeyPurposeId[] {KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth});
    }

    private static GeneralNames names(PartyName party, List<String> hosts) {
        List<GeneralName> names = new ArrayList<>();
        names.add(new GeneralName(GeneralName.uniformResourceIdentifier, party.toString()));
        for (String host : hosts) {
            boolean address = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
            names.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host));
        }
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("the authority's key cannot sign", e);
        }
    }

    /** Whether this authority issued the certificate, it is in its time and was not taken back; else why not. */
    public Optional<String> objection(X509Certificate certificate) {
        try {
            certificate.verify(root.getPublicKey());
        } catch (GeneralSecurityException e) {
            return Optional.of("not issued here");
        }
        Instant now = clock.instant();
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            return Optional.of("expired " + certificate.getNotAfter().toInstant());
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            return Optional.of("not valid before " + certificate.getNotBefore().toInstant());
        }
        return revocations.isRevoked(certificate) ? Optional.of("revoked") : Optional.empty();
    }

    public void revoke(X509Certificate certificate, String reason) {
        revocations.add(certificate.getSerialNumber(), clock.instant(), reason);
    }

    /** Takes back every certificate that was issued to the party; returns how many are revoked now. */
    public synchronized int revoke(PartyName party, String reason) {
        Path issued = directory.resolve("issued");
        int count = 0;
        for (String line : Files.exists(issued) ? OwnerOnlyFile.journal(issued) : List.<String>of()) {
            String[] parts = line.split(" ", 3);
            if (parts.length == 3 && parts[2].equals(party.toString())) {
                revocations.add(new BigInteger(parts[0], 16), clock.instant(), reason);
                count++;
            }
        }
        return count;
    }
}
