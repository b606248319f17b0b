package yochi.link.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Signs a party's messages with its key, name and clock. */
public final class Signer {
    private final SigningKey key;
    private final PartyName issuer;
    private final InstantSource clock;
    private final RandomGenerator random;

    public Signer(SigningKey key, PartyName issuer, InstantSource clock, RandomGenerator random) {
        this.key = key;
        this.issuer = issuer;
        this.clock = clock;
        this.random = random;
    }

    public <T> Signed<T> sign(T body, JsonForm<T> form, PartyName recipient, Duration life) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        return Signed.unsigned(id, issuer, recipient, now, now.plus(life), body, form)
                .countersigned(key);
    }

    public VerifyingKey publicPart() {
        return key.publicPart();
    }
}
