package yochi.link.identity;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;

/**
 * Tokens with which a party may enrol once: {@code id:secret}, as HTTP Basic sends it. Only the secret's SHA-256 is
 * kept (the secret has 256 random bits, so a slow hash would add nothing); a token ends with its first use or its time.
 */
public final class OneTimeTokens {
    private static final int BOUND = 10_000;
    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;

    private final Path file;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Map<String, Open> open = new LinkedHashMap<>();

    /**
     * What a token entitles to.
     *
     * @param party the name that the certificate will carry
     * @param hosts host names and addresses at which the party listens; empty if it only calls others
     */
    public record Grant(PartyName party, List<String> hosts) {
        public Grant {
            hosts = List.copyOf(hosts);
        }
    }

    private record Open(String secretHash, Instant expires, Grant grant) {}

    private OneTimeTokens(Path file, InstantSource clock, SecureRandom random) {
        this.file = file;
        this.clock = clock;
        this.random = random;
    }

    public static OneTimeTokens open(Path file, InstantSource clock, SecureRandom random) {
        OneTimeTokens tokens = new OneTimeTokens(file, clock, random);
        if (Files.exists(file)) {
            for (String line : OwnerOnlyFile.lines(file)) {
                tokens.read(line);
            }
        }
        return tokens;
    }

    private void read(String line) {
        try {
            String[] parts = line.split(" ", -1);
            List<String> hosts = parts[4].isEmpty() ? List.of() : List.of(parts[4].split(","));
            open.put(
                    parts[0], new Open(parts[1], Instant.parse(parts[2]), new Grant(PartyName.parse(parts[3]), hosts)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            throw OwnerOnlyFile.spoiled(file, line, e);
        }
    }

    /** A new token; this is the only time that its text can be seen. */
    public synchronized String issue(Grant grant, Duration life) {
        forgetExpired();
        if (open.size() >= BOUND) {
            throw new YochiException(ErrorCode.RESOURCE_EXHAUSTED, BOUND + " enrolment tokens are open already");
        }
        String id = HexFormat.of().formatHex(bytes(ID_BYTES));
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES));
        open.put(id, new Open(hash(secret), clock.instant().plus(life), grant));
        keep();
        return id + ":" + secret;
    }

    /** Uses the token up; empty if it is unknown, wrong, used or expired. */
    synchronized Optional<Grant> redeem(String token) {
        forgetExpired();
        int colon = token.indexOf(':');
        Open known = colon < 0 ? null : open.get(token.substring(0, colon));
        if (known == null
                || !MessageDigest.isEqual(
                        known.secretHash.getBytes(StandardCharsets.US_ASCII),
                        hash(token.substring(colon + 1)).getBytes(StandardCharsets.US_ASCII))) {
            return Optional.empty();
        }
        open.remove(token.substring(0, colon));
        keep();
        return Optional.of(known.grant);
    }

    /** How many tokens could still be used. */
    public synchronized int openTokens() {
        forgetExpired();
        return open.size();
    }

    private void forgetExpired() {
        Instant now = clock.instant();
        open.values().removeIf(token -> !token.expires.isAfter(now));
    }

    private void keep() {
        List<String> lines = new ArrayList<>();
        open.forEach((id, token) -> lines.add(String.join(
                " ",
                id,
                token.secretHash,
                token.expires.toString(),
                token.grant.party().toString(),
                String.join(",", token.grant.hosts()))));
        OwnerOnlyFile.replace(file, lines);
    }

    private byte[] bytes(int count) {
        byte[] out = new byte[count];
        random.nextBytes(out);
        return out;
    }

    private static String hash(String secret) {
        return Sha256.hex(secret);
    }
}
