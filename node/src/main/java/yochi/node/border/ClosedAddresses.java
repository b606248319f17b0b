package yochi.node.border;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import yochi.core.model.Offender;
import yochi.core.model.SourceReport;

/**
 * Addresses that one node closed for another ({@link SealedTo}), bound to the day: who carries them, such as the
 * centre, cannot read them, and cannot pass them off as another's or another day's.
 */
public final class ClosedAddresses {
    private static final int EVIDENCE_SHIFT = 5;
    private static final int LENGTH = (1 << EVIDENCE_SHIFT) - 1;
    private static final int MOST_BYTES = 1 + 16;

    /** By their number in the bytes. */
    private static final List<Offender.Evidence> EVIDENCE = List.of(
            Offender.Evidence.LOGIN,
            Offender.Evidence.DOWNLOAD,
            Offender.Evidence.HANDSHAKE,
            Offender.Evidence.REPEATED_SCAN);

    /** An address with the evidence that it was not forged. */
    public record Address(InetAddress address, Offender.Evidence evidence) {}

    private ClosedAddresses() {}

    private static SealedTo.Bond bond(String from, String to, LocalDate day) {
        return new SealedTo.Bond("sources/1 " + day, from, to);
    }

    static SourceReport.Closed close(
            List<Address> addresses,
            String from,
            NodePair sender,
            KeyRoster.Entry recipient,
            LocalDate day,
            SecureRandom random) {
        ByteBuffer plain = ByteBuffer.allocate(addresses.size() * MOST_BYTES);
        for (Address one : addresses) {
            byte[] address = one.address().getAddress();
            plain.put((byte) (EVIDENCE.indexOf(one.evidence()) << EVIDENCE_SHIFT | address.length))
                    .put(address);
        }
        byte[] closed = SealedTo.close(
                Arrays.copyOf(plain.array(), plain.position()),
                bond(from, recipient.node(), day),
                sender,
                recipient.publicKey(),
                random);
        return new SourceReport.Closed(recipient.node(), Base64.getEncoder().encodeToString(closed));
    }

    /**
     * Opens what was closed for this node; empty where it was closed for another or another day, by another than the
     * one whose key stands on the roster, or was changed on the way.
     */
    public static Optional<List<Address>> open(
            String box, KeyRoster.Entry sender, String recipient, NodePair pair, LocalDate day) {
        try {
            return SealedTo.open(
                            Base64.getDecoder().decode(box), bond(sender.node(), recipient, day), pair,
                            sender.publicKey())
                    .map(plain -> addresses(ByteBuffer.wrap(plain)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Address> addresses(ByteBuffer plain) {
        List<Address> out = new ArrayList<>();
        while (plain.hasRemaining()) {
            int head = plain.get() & 0xFF;
            byte[] address = new byte[head & LENGTH];
            if (address.length > plain.remaining() || head >>> EVIDENCE_SHIFT >= EVIDENCE.size()) {
                throw new IllegalArgumentException("a broken address");
            }
            plain.get(address);
            try {
                out.add(new Address(InetAddress.getByAddress(address), EVIDENCE.get(head >>> EVIDENCE_SHIFT)));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("an address of odd length", e);
            }
        }
        return out;
    }
}
