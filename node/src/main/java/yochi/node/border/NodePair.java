package yochi.node.border;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.link.identity.OwnerOnlyFile;

/** A node's X25519 pair, as {@code yochi sketch-key pair} wrote it; prints its public half only. */
public final class NodePair {
    private final byte[] closed;
    private final String open;

    private NodePair(byte[] closed, String open) {
        this.closed = closed;
        this.open = open;
    }

    /** A pair of two hexadecimal numbers, private and public. */
    public static NodePair of(String closed, String open) {
        byte[] secret = HexFormat.of().parseHex(closed.strip());
        String key = open.strip().toLowerCase(java.util.Locale.ROOT);
        if (secret.length != WrappedSecret.KEY_BYTES
                || HexFormat.of().parseHex(key).length != WrappedSecret.KEY_BYTES) {
            throw new IllegalArgumentException("a key of another length than " + WrappedSecret.KEY_BYTES + " bytes");
        }
        return new NodePair(secret, key);
    }

    /** Reads the file, which must be closed to others. */
    public static NodePair read(Path file) {
        try {
            List<String> lines = OwnerOnlyFile.journal(file);
            return of(lines.get(0), lines.get(1));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new YochiException(
                    ErrorCode.SETTINGS, file + " holds no pair of keys; make one with yochi sketch-key pair");
        }
    }

    byte[] closed() {
        return closed.clone();
    }

    /** The public half, hexadecimal. */
    public String open() {
        return open;
    }

    @Override
    public String toString() {
        return "NodePair " + open;
    }
}
