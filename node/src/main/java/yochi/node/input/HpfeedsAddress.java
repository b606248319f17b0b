package yochi.node.input;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where hpfeeds come from: {@code hpfeeds://ident@host:port/channel}, with {@code ?secretFile=PATH} or the secret in
 * the environment, and {@code seconds=N} or {@code messages=N} after which the input ends.
 *
 * @param host broker
 * @param port its port, 10000 where none is named
 * @param ident the identity that subscribes
 * @param secret its secret
 * @param channel what is subscribed to
 * @param longest how long to listen; empty: until the program ends
 * @param messages how many messages to take; empty: any number
 */
public record HpfeedsAddress(
        String host,
        int port,
        String ident,
        String secret,
        String channel,
        Optional<Duration> longest,
        Optional<Long> messages) {
    static final String SCHEME = "hpfeeds://";
    /** Environment variable that holds the secret where the address names no file. */
    static final String VARIABLE = "YOCHI_HPFEEDS_SECRET";

    private static final int USUAL_PORT = 10_000;
    private static final int LONGEST_NAME = 255;

    public static boolean fits(String path) {
        return path.startsWith(SCHEME);
    }

    /** Reads the address; an {@link IllegalArgumentException} says what is wrong and what to do. */
    public static HpfeedsAddress parse(String text, UnaryOperator<String> environment) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not hpfeeds://ident@host:port/channel", e);
        }
        String ident = Optional.ofNullable(uri.getUserInfo()).orElse("");
        String host = Optional.ofNullable(uri.getHost()).orElse("");
        String channel = Optional.ofNullable(uri.getPath()).orElse("").replaceFirst("^/", "");
        if (ident.isEmpty() || host.isEmpty() || channel.isEmpty() || ident.contains(":")) {
            throw new IllegalArgumentException("not hpfeeds://ident@host:port/channel; the secret stands in a file"
                    + " (?secretFile=PATH) or in " + VARIABLE);
        }
        if (bytes(ident) > LONGEST_NAME || bytes(channel) > LONGEST_NAME) {
            throw new IllegalArgumentException("ident and channel have at most " + LONGEST_NAME + " bytes");
        }
        Map<String, String> wanted = query(Optional.ofNullable(uri.getRawQuery()).orElse(""));
        return new HpfeedsAddress(
                host,
                uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                ident,
                secret(wanted, environment),
                channel,
                number(wanted, "seconds").map(Duration::ofSeconds),
                number(wanted, "messages"));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> out = new HashMap<>();
        for (String part : raw.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                String value = URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8);
                out.put(part.substring(0, equals), value);
            } else if (!part.isEmpty()) {
                throw new IllegalArgumentException("no value for " + part);
            }
        }
        for (String name : out.keySet()) {
            if (!name.equals("secretFile") && !name.equals("seconds") && !name.equals("messages")) {
                throw new IllegalArgumentException("unknown " + name + ": secretFile, seconds, messages are known");
            }
        }
        return out;
    }

    private static Optional<Long> number(Map<String, String> wanted, String name) {
        try {
            return Optional.ofNullable(wanted.get(name)).map(Long::parseUnsignedLong);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is no number", e);
        }
    }

    private static String secret(Map<String, String> wanted, UnaryOperator<String> environment) {
        Optional<String> file = Optional.ofNullable(wanted.get("secretFile"));
        try {
            String secret = file.isPresent()
                    ? Files.readString(Path.of(file.get())).strip()
                    : Optional.ofNullable(environment.apply(VARIABLE)).orElse("");
            if (!secret.isEmpty()) {
                return secret;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the secret file cannot be read", e);
        }
        throw new IllegalArgumentException("no secret: name ?secretFile=PATH, or set " + VARIABLE);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return SCHEME + ident + "@" + host + ":" + port + "/" + channel;
    }
}
