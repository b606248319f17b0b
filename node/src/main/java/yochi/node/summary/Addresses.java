package yochi.node.summary;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Codes of {@value #BITS} bits for counted addresses: an IPv4 address is its own code, IPv6 addresses and pseudonyms
 * get numbers above. Codes of two tables differ; {@link #adopt} translates. Never leaves the node.
 */
public final class Addresses {
    /** Bits of a code. */
    public static final int BITS = 33;
    /** No address is known. */
    public static final long NONE = -1;
    /** Largest number of IPv6 addresses and pseudonyms of one table. */
    static final int MOST = 1 << 24;

    private static final long OTHERS = 1L << 32;

    private record Ipv6(long high, long low) {}

    private final Map<Object, Long> codes = new HashMap<>();
    private final List<Object> others = new ArrayList<>();
    private final int most;

    public Addresses() {
        this(MOST);
    }

    /** A table of at most so many IPv6 addresses and pseudonyms; the others have no code. */
    public Addresses(int most) {
        this.most = most;
    }

    public static long ipv4(long address) {
        return address & 0xFFFF_FFFFL;
    }

    /** The code of an address of that IP version; {@link #NONE} where the table is full. */
    public long of(int ipVersion, long high, long low) {
        return ipVersion == 4 ? ipv4(low) : other(new Ipv6(high, low));
    }

    /** The code of an address. */
    public long of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.remaining() == Integer.BYTES
                ? ipv4(bytes.getInt())
                : of(6, bytes.getLong(), bytes.getLong());
    }

    /** The code of a target known by a stable name only. */
    public long named(String pseudonym) {
        return other(pseudonym);
    }

    /** Whether the code stands for an IPv4 address, whose number it is. */
    public static boolean isIpv4(long code) {
        return code >= 0 && code < OTHERS;
    }

    /** Whether the code stands for a pseudonym. */
    public boolean isName(long code) {
        return code >= OTHERS && others.get((int) (code - OTHERS)) instanceof String;
    }

    /** Upper half of an IPv6 address; 0 of anything else. */
    public long high(long code) {
        return code >= OTHERS && others.get((int) (code - OTHERS)) instanceof Ipv6(long high, long low) ? high : 0;
    }

    private long other(Object address) {
        Long known = codes.get(address);
        if (known != null) {
            return known;
        }
        if (others.size() >= most) {
            return NONE;
        }
        long code = OTHERS + others.size();
        codes.put(address, code);
        others.add(address);
        return code;
    }

    /** How many IPv6 addresses and pseudonyms have a code. */
    public int numbered() {
        return others.size();
    }

    /** Writes what has that code: its kind, then the address or pseudonym itself. */
    void write(long code, DataOutput out) throws IOException {
        if (code < OTHERS) {
            out.writeByte(4);
            out.writeInt((int) code);
            return;
        }
        switch (others.get((int) (code - OTHERS))) {
            case Ipv6(long high, long low) -> {
                out.writeByte(6);
                out.writeLong(high);
                out.writeLong(low);
            }
            case Object name -> {
                out.writeByte(0);
                out.writeUTF(name.toString());
            }
        }
    }

    /** The code here of what {@link #write} wrote. */
    long read(DataInput in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case 4 -> ipv4(in.readInt());
            case 6 -> other(new Ipv6(in.readLong(), in.readLong()));
            case 0 -> other(in.readUTF());
            default -> throw new IllegalArgumentException("damaged: an address of kind " + kind);
        };
    }

    /** The code here of what has that code in the other table. */
    public long adopt(Addresses from, long code) {
        return code < OTHERS || from == this ? code : other(from.others.get((int) (code - OTHERS)));
    }

    /** The address in network order, or the pseudonym in UTF-8: what the keyed hash is computed of. */
    public byte[] bytes(long code) {
        if (code < OTHERS) {
            return ByteBuffer.allocate(4).putInt((int) code).array();
        }
        return switch (others.get((int) (code - OTHERS))) {
            case Ipv6(long high, long low) ->
                ByteBuffer.allocate(16).putLong(high).putLong(low).array();
            case Object name -> name.toString().getBytes(StandardCharsets.UTF_8);
        };
    }

    /** A number of the address that is the same in every table: itself for IPv4, a hash of 62 bits for others. */
    long lasting(long code) {
        if (code < OTHERS) {
            return code;
        }
        long hash = switch (others.get((int) (code - OTHERS))) {
            case Ipv6(long high, long low) -> Registers.hash(Registers.hash(0, high), low);
            case Object name -> {
                long h = 1;
                for (byte b : name.toString().getBytes(StandardCharsets.UTF_8)) {
                    h = Registers.hash(h, b);
                }
                yield h;
            }
        };
        return 1L << 62 | hash >>> 2;
    }

    /** A number that addresses of one /24 (IPv6: /48) share; a pseudonym is a network of its own. */
    public long network(long code) {
        if (code < OTHERS) {
            return code >>> 8;
        }
        return others.get((int) (code - OTHERS)) instanceof Ipv6 a ? OTHERS | a.high() >>> 16 : code << 16;
    }
}
