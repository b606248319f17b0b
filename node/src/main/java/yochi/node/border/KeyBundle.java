package yochi.node.border;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.identity.SigningKey;
import yochi.link.identity.VerifyingKey;

/**
 * One sketch secret with the roster that it was closed for ({@code yochi.sketch-keys/1}), signed by the operator of the
 * maker's country: whoever carries it, such as the centre, can neither open it nor put a secret of his own in its
 * place, and a node takes it only if every entry of the roster is one that its country's pinned operator signed.
 */
public final class KeyBundle {
    static final String VERSION = "yochi.sketch-keys/1";

    private static final int MOST_CHARS = 1 << 20;
    private static final String SIGNED = "\nsigned ";

    private final LocalDate from;
    private final Country maker;
    private final String body;
    private final byte[] signature;

    private KeyBundle(LocalDate from, Country maker, String body, byte[] signature) {
        this.from = from;
        this.maker = maker;
        this.body = body;
        this.signature = signature;
    }

    /**
     * The text of a bundle.
     *
     * @param lines the roster's signed lines, checked before
     * @param closed the secret closed for every node, by name ({@link KeyRoster#wrap})
     * @param maker country of the node that made the secret, whose operator signs
     */
    public static String text(
            LocalDate from, Country maker, List<String> lines, Map<String, byte[]> closed, SigningKey operator) {
        List<String> out = new ArrayList<>(List.of(VERSION + " " + from + " " + maker.code()));
        lines.forEach(line -> out.add("node " + line.strip()));
        closed.forEach((node, bytes) -> out.add("secret " + node + " " + HexFormat.of().formatHex(bytes)));
        String body = String.join("\n", out);
        byte[] signature = operator.sign(body.getBytes(StandardCharsets.UTF_8));
        return body + SIGNED + HexFormat.of().formatHex(signature) + "\n";
    }

    /** Reads a bundle without trusting it yet; an illegal argument where it is none. */
    public static KeyBundle parse(String text) {
        int end = text.lastIndexOf(SIGNED);
        if (end < 0 || text.length() > MOST_CHARS) {
            throw new IllegalArgumentException("no bundle of sketch keys");
        }
        String body = text.substring(0, end);
        String[] head = body.split("\n", 2)[0].split(" ", -1);
        if (head.length != 3 || !head[0].equals(VERSION)) {
            throw new IllegalArgumentException("no bundle of " + VERSION);
        }
        try {
            byte[] signature = HexFormat.of().parseHex(text.substring(end + SIGNED.length()).strip());
            return new KeyBundle(LocalDate.parse(head[1]), Country.parse(head[2]), body, signature);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no day: " + head[1], e);
        }
    }

    /** First day, in UTC, on which its secret holds. */
    public LocalDate from() {
        return from;
    }

    /** Whether the pinned operator of the maker's country signed it. */
    public boolean signedBy(Map<Country, VerifyingKey> operators) {
        VerifyingKey operator = operators.get(maker);
        return operator != null && operator.verify(body.getBytes(StandardCharsets.UTF_8), signature);
    }

    /**
     * The secret for the node; refused with the reason where anything about the bundle is not as it must be. No part of
     * a key stands in a reason.
     *
     * @param pair the node's private and public key
     * @param day on which it is used: every entry of the roster must still be good
     */
    public SketchKeys open(String node, NodePair pair, Map<Country, VerifyingKey> operators, LocalDate day) {
        if (!signedBy(operators)) {
            throw refused("not signed by the pinned operator of " + maker);
        }
        List<String> lines = new ArrayList<>();
        Map<String, byte[]> closed = new TreeMap<>();
        sort(lines, closed);
        KeyRoster.Checked roster = KeyRoster.check(lines, operators, day);
        if (!roster.refused().isEmpty()) {
            throw refused("its roster holds " + roster.refused().size() + " entries that are not good, first "
                    + roster.refused().getFirst() + "; have another secret made");
        }
        Set<String> names = new HashSet<>();
        roster.entries().forEach(e -> names.add(e.node()));
        if (names.size() != roster.entries().size() || !names.equals(closed.keySet())) {
            throw refused("it is not closed for just the nodes of its roster");
        }
        boolean own = roster.entries().stream()
                .anyMatch(e -> e.node().equals(node) && e.publicKey().equals(pair.open()));
        if (!own || day.isBefore(from)) {
            throw refused(own ? "it begins on " + from : node + " with this key is not on its roster");
        }
        return WrappedSecret.unwrap(
                        closed.getOrDefault(node, new byte[0]),
                        node,
                        from,
                        pair.closed(),
                        HexFormat.of().parseHex(pair.open()))
                .map(SketchKeys::of)
                .orElseThrow(() -> refused("it was not closed for " + node + " from " + from));
    }

    /** The good entries of its roster on a day. */
    List<KeyRoster.Entry> roster(Map<Country, VerifyingKey> operators, LocalDate day) {
        List<String> lines = new ArrayList<>();
        sort(lines, new TreeMap<>());
        return KeyRoster.check(lines, operators, day).entries();
    }

    private void sort(List<String> lines, Map<String, byte[]> closed) {
        List<String> all = body.lines().skip(1).toList();
        for (String line : all) {
            String[] f = line.split(" ", 3);
            if (line.startsWith("node ")) {
                lines.add(line.substring("node ".length()));
            } else if (f.length == 3 && f[0].equals("secret")) {
                try {
                    if (closed.put(f[1], HexFormat.of().parseHex(f[2])) != null) {
                        throw refused("two secrets for one node");
                    }
                } catch (IllegalArgumentException e) {
                    throw refused("a secret that is no hexadecimal number");
                }
            } else {
                throw refused("a line that is neither node nor secret");
            }
        }
    }

    private YochiException refused(String why) {
        return new YochiException(ErrorCode.SIGNATURE, "sketch keys from " + from + " refused: " + why);
    }
}
