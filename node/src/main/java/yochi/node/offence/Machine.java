package yochi.node.offence;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import yochi.core.model.Prefix;

/** The address of one machine; IPv4 in the lower half. */
record Machine(int version, long high, long low) {
    private static final int NETWORK_BITS = 16;

    static Machine of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.remaining() == Integer.BYTES
                ? new Machine(4, 0, bytes.getInt() & 0xFFFF_FFFFL)
                : new Machine(6, bytes.getLong(), bytes.getLong());
    }

    /** The /16 (IPv6: /32) that it is in: machines of different ones come over different ways. */
    long network() {
        return version == 4 ? low >>> NETWORK_BITS : high >>> Integer.SIZE;
    }

    Prefix prefix() {
        InetAddress address = address();
        return Prefix.around(address, address.getAddress().length * Byte.SIZE);
    }

    InetAddress address() {
        ByteBuffer bytes = version == 4
                ? ByteBuffer.allocate(Integer.BYTES).putInt((int) low)
                : ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low);
        try {
            return InetAddress.getByAddress(bytes.array());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of odd length", e);
        }
    }
}
