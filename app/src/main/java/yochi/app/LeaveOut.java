package yochi.app;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import yochi.core.model.ErrorCode;
import yochi.core.model.Prefix;
import yochi.core.model.YochiException;

/**
 * Addresses that an operator's file leaves out of lists: a prefix or address a line and why, such as {@code scanner}
 * for research scanners or {@code own}; {@code #} begins a remark.
 */
final class LeaveOut {
    private static final int MOST = 100_000;

    private final List<Entry> entries = new ArrayList<>();

    private record Entry(Prefix prefix, String why) {}

    /** Reads the file; every bad line is told at once. */
    static LeaveOut read(Path file) {
        LeaveOut out = new LeaveOut();
        List<String> bad = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size() && i < MOST; i++) {
                String line = lines.get(i).strip();
                String text = line.indexOf('#') < 0 ? line : line.substring(0, line.indexOf('#')).strip();
                if (!text.isEmpty()) {
                    String[] words = text.split("\\s+", 2);
                    try {
                        out.entries.add(new Entry(prefix(words[0]), words.length > 1 ? words[1] : "allowed"));
                    } catch (IllegalArgumentException e) {
                        bad.add("line " + (i + 1) + ": no prefix or address: " + words[0]);
                    }
                }
            }
            if (lines.size() > MOST) {
                bad.add("more than " + MOST + " lines");
            }
        } catch (IOException e) {
            throw new YochiException(ErrorCode.INPUT_UNREADABLE, file + ": " + e.getMessage(), e);
        }
        if (!bad.isEmpty()) {
            throw new YochiException(
                    ErrorCode.INPUT_REJECTED,
                    file + ", " + String.join("; ", bad.subList(0, Math.min(bad.size(), 20)))
                            + ". A line is a prefix such as 192.0.2.0/24 and why; nothing was written.");
        }
        return out;
    }

    static LeaveOut nothing() {
        return new LeaveOut();
    }

    private static Prefix prefix(String text) {
        if (text.indexOf('/') >= 0) {
            return Prefix.parse(text);
        }
        InetAddress address = InetAddress.ofLiteral(text);
        return Prefix.around(address, address.getAddress().length * Byte.SIZE);
    }

    /** Why an address is left out; empty where it is not. */
    Optional<String> why(InetAddress address) {
        return entries.stream()
                .filter(e -> e.prefix.contains(address))
                .map(Entry::why)
                .findFirst();
    }
}
