package yochi.link.identity;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The directory where one party keeps its own identity: signing key, TLS key with chain, pinned root. All files 0600.
 */
public final class IdentityFolder {
    private final Path directory;

    private IdentityFolder(Path directory) {
        this.directory = directory;
    }

    /** Opens the directory, or makes it closed to others. */
    public static IdentityFolder open(Path directory) {
        OwnerOnlyFile.folder(directory);
        return new IdentityFolder(directory);
    }

    /** The party's signing key, made at the first call. */
    public synchronized SigningKey signingKey(SecureRandom random) {
        Path file = directory.resolve("signing.pem");
        if (Files.exists(file)) {
            return SigningKey.of(Pem.privateKey(text(file), "Ed25519"));
        }
        SigningKey key = SigningKey.generate(random);
        OwnerOnlyFile.replace(file, Pem.of(key.privateKey()).lines().toList());
        return key;
    }

    /** The TLS key and chain of the last enrolment, if there was one. */
    public synchronized Optional<KeyMaterial> tls() {
        Path file = directory.resolve("tls.pem");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = text(file);
        return Optional.of(new KeyMaterial(Pem.privateKey(text, "EC"), Pem.certificates(text)));
    }

    /** Keeps key and chain in one file, so that a crash never leaves a key without its certificate. */
    public synchronized void keepTls(KeyMaterial material) {
        String chain = material.chain().stream().map(Pem::of).collect(Collectors.joining());
        OwnerOnlyFile.replace(
                directory.resolve("tls.pem"),
                (Pem.of(material.key()) + chain).lines().toList());
    }

    /** The root certificate that this party trusts, if it was pinned. */
    public synchronized Optional<X509Certificate> root() {
        Path file = directory.resolve("root.pem");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<X509Certificate> found = Pem.certificates(text(file));
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    public synchronized void pinRoot(X509Certificate root) {
        OwnerOnlyFile.replace(
                directory.resolve("root.pem"), Pem.of(root).lines().toList());
    }

    private static String text(Path file) {
        return String.join("\n", OwnerOnlyFile.lines(file)) + "\n";
    }
}
