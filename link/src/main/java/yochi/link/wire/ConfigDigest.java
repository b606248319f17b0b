package yochi.link.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import yochi.link.identity.Sha256;

/**
 * The SHA-256 of a set of configuration files, in hexadecimal: the same at the party that wants the configuration and
 * at the one that runs it, whatever the order of the files.
 */
public final class ConfigDigest {
    private ConfigDigest() {}

    public static String of(Map<String, String> files) {
        MessageDigest sha = Sha256.fresh();
        new TreeMap<>(files).forEach((name, text) -> {
            part(sha, name);
            part(sha, text);
        });
        return HexFormat.of().formatHex(sha.digest());
    }

    private static void part(MessageDigest sha, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha.update(bytes);
    }
}
