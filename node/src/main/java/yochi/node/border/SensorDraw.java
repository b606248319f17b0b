package yochi.node.border;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import yochi.core.model.Epoch;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.identity.OwnerOnlyFile;

/**
 * Draws the sensors that count on a day: by a hash of day and sensor under a secret of the node alone, so that nobody
 * else can tell which sensors count, and the same question about a day is always answered of the same sensors.
 */
public final class SensorDraw {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;

    private SensorDraw(byte[] secret) {
        this.secret = secret;
    }

    /** Draws under the node's secret. */
    public static SensorDraw of(byte[] secret) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("a secret of " + secret.length + " bytes, not at least 16");
        }
        return new SensorDraw(secret.clone());
    }

    /** Draws under the secret in that file, which is made where there is none. */
    public static SensorDraw kept(Path file, SecureRandom random) {
        if (!Files.exists(file)) {
            byte[] fresh = new byte[32];
            random.nextBytes(fresh);
            OwnerOnlyFile.replace(file, List.of(HexFormat.of().formatHex(fresh)));
        }
        List<String> lines = OwnerOnlyFile.journal(file);
        try {
            return of(HexFormat.of().parseHex(lines.isEmpty() ? "" : lines.getFirst()));
        } catch (IllegalArgumentException e) {
            throw new YochiException(ErrorCode.STORE_UNUSABLE, file + " holds no secret; delete it", e);
        }
    }

    /** The drawn sensors of those that watch, at least so many where there are. */
    Set<String> drawn(Epoch window, PrivacyPolicy.Sampling rule, Collection<String> watching, int atLeast) {
        Epoch term = Epoch.containing(window.start(), rule.every());
        long wanted = Math.max(atLeast, Math.round(rule.share() * watching.size()));
        return watching.stream()
                .distinct()
                .sorted(Comparator.comparingLong((String s) -> rank(term, s)).thenComparing(s -> s))
                .limit(wanted)
                .collect(Collectors.toUnmodifiableSet());
    }

    private long rank(Epoch term, String sensor) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            String drawn = "yochi.draw/1 " + term + " " + sensor;
            return ByteBuffer.wrap(mac.doFinal(drawn.getBytes(StandardCharsets.UTF_8))).getLong();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
