package yochi.link.identity;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;

/** An authority with tokens and a clock that a test sets. */
final class AuthorityFixture {
    static final PartyName NODE = PartyName.parse("urn:yochi:node:0190a5b8-7c00-7000-8000-000000000001");

    final HandClock clock = new HandClock(Instant.now());
    final SecureRandom random = new SecureRandom();
    final CertificateAuthority authority;
    final OneTimeTokens tokens;
    final EstResponder responder;

    AuthorityFixture(Path directory) {
        Path folder = directory.resolve("authority");
        authority = CertificateAuthority.open(folder, "test root", CertificateAuthority.Lives.usual(), clock, random);
        tokens = OneTimeTokens.open(folder.resolve("tokens"), clock, random);
        responder = new EstResponder(authority, tokens);
    }

    KeyPair pair() {
        return KeyMaterial.newKeyPair(random);
    }
}
