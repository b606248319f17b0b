package yochi.link.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.regex.Pattern;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.NodeId;
import yochi.core.model.YochiException;
import yochi.link.wire.proto.ParcelBody;

/**
 * Bytes that one node closed for another, with all that who carries it may know ({@code yochi.parcel/1}: magic
 * {@code YPAR}, major, minor, protobuf body of parcel.proto).
 */
public final class Parcel {
    public static final String FORMAT = "yochi.parcel/1";
    /** Largest message that is read: 20,000 machines of 100 bytes, twice. */
    public static final int MAX_BYTES = 4 << 20;

    private static final Envelope ENVELOPE = new Envelope("YPAR", 1, 0, "parcel", MAX_BYTES);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern PURPOSE = Pattern.compile("[a-z]{1,30}/[0-9]{1,3}");

    private final Label label;
    private final byte[] closed;

    /**
     * What stands on it.
     *
     * @param node who closed it
     * @param sequence 1, 2, 3 … per node
     * @param from the sender's name on the roster
     * @param country of the node that can open it
     * @param to that node's name on the roster
     * @param purpose what it is for, with its version, such as {@code offenders/1}
     */
    public record Label(NodeId node, long sequence, String from, Country country, String to, String purpose) {
        public Label {
            if (!NAME.matcher(from).matches()
                    || !NAME.matcher(to).matches()
                    || !PURPOSE.matcher(purpose).matches()
                    || !country.known()
                    || sequence < 1) {
                throw new IllegalArgumentException("a parcel says from whom, to whom in which country, and what for");
            }
        }
    }

    public Parcel(Label label, byte[] closed) {
        this.label = label;
        this.closed = closed.clone();
    }

    public Label label() {
        return label;
    }

    public byte[] closed() {
        return closed.clone();
    }

    /** The bytes as they travel. */
    public byte[] encode() {
        return ENVELOPE.wrap(ParcelBody.newBuilder()
                .setNode(ByteString.copyFrom(ReportEncoder.bytes(label.node().value())))
                .setSequence(label.sequence())
                .setFrom(label.from())
                .setCountry(label.country().code())
                .setTo(label.to())
                .setPurpose(label.purpose())
                .setClosed(ByteString.copyFrom(closed))
                .build()
                .toByteArray());
    }

    /**
     * Reads a parcel.
     *
     * @throws YochiException {@link ErrorCode#REPORT_VERSION} on a newer major, {@link ErrorCode#INPUT_REJECTED} on
     *     bytes that are none
     */
    public static Parcel decode(byte[] bytes) {
        byte[] body = ENVELOPE.open(bytes);
        try {
            ParcelBody in = ParcelBody.parseFrom(body);
            Label label = new Label(
                    ReportDecoder.node(in.getNode()),
                    in.getSequence(),
                    in.getFrom(),
                    new Country(in.getCountry()),
                    in.getTo(),
                    in.getPurpose());
            return new Parcel(label, in.getClosed().toByteArray());
        } catch (InvalidProtocolBufferException | IllegalArgumentException | ArithmeticException e) {
            throw new YochiException(ErrorCode.INPUT_REJECTED, "a broken parcel: " + e.getMessage(), e);
        }
    }
}
