package yochi.node.summary;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Service;
import yochi.core.model.Tool;
import yochi.core.model.Uptime;
import yochi.node.observation.Sensor;
import yochi.node.summary.ClosedWindow.Unwatched;

/**
 * Closed windows as bytes for the node's own disk, never for the wire: they hold addresses. What may go through the
 * border is kept whole; the local view's further readings are not. Enumerations are written by name.
 */
public final class WindowCodec {
    private static final int MAGIC = 0x5957_494E; // "YWIN"
    private static final int VERSION = 1;
    private static final int HEAD = 2 * Integer.BYTES + Long.BYTES;

    private WindowCodec() {}

    /** A window, and the digest of the policy that it was released under. */
    public record Kept(ClosedWindow window, String policyDigest) {}

    /** Magic, version, checksum of the rest; the rest is deflated. */
    public static byte[] encode(Kept kept) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, fast))) {
            out.writeUTF(kept.policyDigest());
            write(kept.window(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        } finally {
            fast.end();
        }
        return wrapped(bytes.toByteArray());
    }

    static byte[] wrapped(byte[] body) {
        return ByteBuffer.allocate(HEAD + body.length)
                .putInt(MAGIC)
                .putInt(VERSION)
                .putLong(checksum(body, 0))
                .put(body)
                .array();
    }

    private static long checksum(byte[] bytes, int from) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, bytes.length - from);
        return sum.getValue();
    }

    /** Reads a window with a dictionary of its own; {@link IllegalArgumentException} on bytes that are none. */
    public static Kept decode(byte[] bytes) {
        if (bytes.length < HEAD) {
            throw new IllegalArgumentException("truncated: " + bytes.length + " bytes");
        }
        ByteBuffer head = ByteBuffer.wrap(bytes);
        if (head.getInt() != MAGIC) {
            throw new IllegalArgumentException("not a kept window");
        }
        int version = head.getInt();
        if (version != VERSION) {
            throw new IllegalArgumentException("version " + version + ", this program reads " + VERSION);
        }
        if (head.getLong() != checksum(bytes, HEAD)) {
            throw new IllegalArgumentException("truncated or damaged: the checksum differs");
        }
        try (DataInputStream in = new DataInputStream(
                new InflaterInputStream(new ByteArrayInputStream(bytes, HEAD, bytes.length - HEAD)))) {
            String policyDigest = in.readUTF();
            return new Kept(read(in), policyDigest);
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("damaged: " + e.getMessage(), e);
        }
    }

    private static void write(ClosedWindow w, DataOutputStream out) throws IOException {
        epoch(w.window(), out);
        out.writeBoolean(w.late());
        out.writeInt(w.uptime().size());
        for (Uptime u : w.uptime()) {
            out.writeUTF(u.sensor());
            epoch(u.epoch(), out);
            out.writeDouble(u.share());
            out.writeInt(u.monitoredAddresses());
            out.writeUTF(u.reason());
        }
        out.writeInt(w.operators().size());
        for (Map.Entry<String, String> e : w.operators().entrySet()) {
            out.writeUTF(e.getKey());
            out.writeUTF(e.getValue());
        }
        out.writeInt(w.unwatched().size());
        for (Unwatched u : w.unwatched()) {
            out.writeUTF(u.sensor());
            out.writeUTF(u.service().toString());
        }
        out.writeInt(w.epochs().size());
        for (EpochSummary e : w.epochs()) {
            epoch(e.epoch(), out);
            cells(e, out);
        }
    }

    private static ClosedWindow read(DataInputStream in) throws IOException {
        Epoch window = epoch(in);
        boolean late = in.readBoolean();
        List<Uptime> uptime = new ArrayList<>();
        for (int n = in.readInt(); n > 0; n--) {
            uptime.add(new Uptime(in.readUTF(), epoch(in), in.readDouble(), in.readInt(), in.readUTF()));
        }
        Map<String, String> operators = new TreeMap<>();
        for (int n = in.readInt(); n > 0; n--) {
            operators.put(in.readUTF(), in.readUTF());
        }
        List<Unwatched> unwatched = new ArrayList<>();
        for (int n = in.readInt(); n > 0; n--) {
            unwatched.add(new Unwatched(in.readUTF(), Service.parse(in.readUTF())));
        }
        Dictionary dictionary = new Dictionary();
        List<EpochSummary> epochs = new ArrayList<>();
        for (int n = in.readInt(); n > 0; n--) {
            EpochSummary summary = EpochSummary.countedOnly(epoch(in), dictionary);
            cells(summary, in);
            epochs.add(summary);
        }
        return new ClosedWindow(window, late, epochs, uptime, operators, unwatched);
    }

    private static void cells(EpochSummary summary, DataOutputStream out) throws IOException {
        Dictionary words = summary.dictionary();
        CellCounts counts = summary.counted();
        out.writeInt(counts.cells());
        for (int slot = 0; slot < counts.cells(); slot++) {
            long code = counts.code(slot);
            Sensor sensor = words.sensorOf(CellCode.sensor(code));
            Dictionary.Place place = words.placeOf(CellCode.place(code));
            out.writeUTF(sensor.name());
            out.writeUTF(sensor.country().code());
            out.writeUTF(CellCode.type(code).name());
            out.writeUTF(CellCode.tool(code).name());
            out.writeInt(CellCode.serviceNumber(code));
            out.writeUTF(place.country().code());
            out.writeLong(place.asn().number());
            out.writeLong(counts.records(slot));
            out.writeLong(counts.amount(slot));
            out.writeLong(counts.unmeasured(slot));
            out.writeLong(counts.unkept(slot));
        }
        List<long[]> pairs = new ArrayList<>(counts.pairs());
        counts.forEachPair((slot, address, n) -> pairs.add(new long[] {slot, address, n}));
        pairs.sort((a, b) -> Arrays.compare(a, b));
        out.writeInt(pairs.size());
        for (long[] pair : pairs) {
            out.writeInt((int) pair[0]);
            words.addresses().write(pair[1], out);
            out.writeInt((int) pair[2]);
        }
    }

    private static void cells(EpochSummary summary, DataInputStream in) throws IOException {
        Dictionary words = summary.dictionary();
        CellCounts counts = summary.counted();
        int cells = in.readInt();
        for (int i = 0; i < cells; i++) {
            int sensor = words.sensor(Sensor.of(in.readUTF(), new Country(in.readUTF())));
            AttackType type = AttackType.valueOf(in.readUTF());
            Tool tool = Tool.valueOf(in.readUTF());
            int service = in.readInt();
            int place = words.place(new Dictionary.Place(new Country(in.readUTF()), new Asn(in.readLong())));
            long code = CellCode.pack(sensor, type, tool, service, place);
            counts.restore(code, in.readLong(), in.readLong(), in.readLong(), in.readLong());
        }
        for (int n = in.readInt(); n > 0; n--) {
            int slot = in.readInt();
            if (slot < 0 || slot >= counts.cells()) {
                throw new IllegalArgumentException("damaged: no cell " + slot);
            }
            counts.pair(slot, words.addresses().read(in), in.readInt());
        }
    }

    private static void epoch(Epoch epoch, DataOutputStream out) throws IOException {
        out.writeLong(epoch.startSecond());
        out.writeInt(epoch.seconds());
    }

    private static Epoch epoch(DataInputStream in) throws IOException {
        return new Epoch(in.readLong(), in.readInt());
    }
}
