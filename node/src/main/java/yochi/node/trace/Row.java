package yochi.node.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The fields of one separated line, found by column name; reused from line to line. */
final class Row {
    /** Answer of {@link #number} where the field holds no such number. */
    static final long NONE = -1;

    private static final long MOST = Long.MAX_VALUE / 10 - 1;

    private final byte separator;
    private final int[] order;
    private final int width;
    private final int[] from;
    private final int[] to;
    private byte[] bytes = {};

    private Row(byte separator, int[] order, int width) {
        this.separator = separator;
        this.order = order;
        this.width = width;
        this.from = new int[width];
        this.to = new int[width];
    }

    /** Columns by name, or the names that the header lacks. */
    record Header(List<String> names, List<String> missing) {
        static Header of(LineReader line, char separator, List<String> wanted) {
            String text = new String(line.bytes(), line.from(), line.length(), StandardCharsets.UTF_8);
            List<String> names = new ArrayList<>();
            int start = 0;
            for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
                names.add(text.substring(start, end).strip());
                start = end + 1;
            }
            names.add(text.substring(start).strip());
            return new Header(
                    names, wanted.stream().filter(w -> !names.contains(w)).toList());
        }
    }

    /** A row whose field i is the wanted column i of the header. */
    static Row of(Header header, char separator, List<String> wanted) {
        int[] order = wanted.stream().mapToInt(w -> header.names().indexOf(w)).toArray();
        return new Row((byte) separator, order, header.names().size());
    }

    /** Splits the line; false where it has another number of fields than the header. */
    boolean split(LineReader line) {
        bytes = line.bytes();
        int field = 0;
        int start = line.from();
        int end = start + line.length();
        for (int i = start; i < end; i++) {
            if (bytes[i] == separator) {
                if (field == width - 1) {
                    return false;
                }
                from[field] = start;
                to[field++] = i;
                start = i + 1;
            }
        }
        from[field] = start;
        to[field] = end;
        return field == width - 1;
    }

    boolean empty(int column) {
        return from[order[column]] == to[order[column]];
    }

    String text(int column) {
        int c = order[column];
        return new String(bytes, from[c], to[c] - from[c], StandardCharsets.UTF_8);
    }

    /** First byte of the field, 0 where it is empty. */
    byte first(int column) {
        return empty(column) ? 0 : bytes[from[order[column]]];
    }

    /** The decimal number in the field if it is at most the limit, else {@link #NONE}. */
    long number(int column, long limit) {
        int c = order[column];
        long value = from[c] == to[c] ? NONE : 0;
        for (int i = from[c]; i < to[c]; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || value > MOST) {
                return NONE;
            }
            value = 10 * value + digit;
        }
        return value <= limit ? value : NONE;
    }

    /** The IPv4 address in the field as a number, else {@link #NONE}. */
    long ipv4(int column) {
        int c = order[column];
        long value = 0;
        int octet = -1;
        int dots = 0;
        for (int i = from[c]; i < to[c]; i++) {
            if (bytes[i] == '.') {
                if (octet < 0 || ++dots > 3) {
                    return NONE;
                }
                value = value << Byte.SIZE | octet;
                octet = -1;
            } else {
                int digit = bytes[i] - '0';
                octet = Math.max(octet, 0) * 10 + digit;
                if (digit < 0 || digit > 9 || octet > 255) {
                    return NONE;
                }
            }
        }
        return octet < 0 || dots != 3 ? NONE : value << Byte.SIZE | octet;
    }

    /** Decodes the hexadecimal field into the target; bytes written, or -1 where it is no such text. */
    int hex(int column, byte[] target) {
        int c = order[column];
        int digits = to[c] - from[c];
        if (digits % 2 != 0 || digits / 2 > target.length) {
            return -1;
        }
        for (int i = 0; i < digits; i += 2) {
            int high = Character.digit(bytes[from[c] + i], 16);
            int low = Character.digit(bytes[from[c] + i + 1], 16);
            if (high < 0 || low < 0) {
                return -1;
            }
            target[i / 2] = (byte) (high * 16 + low);
        }
        return digits / 2;
    }
}
