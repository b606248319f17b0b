package yochi.member.detection;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads IPFIX messages (RFC 7011) as one exporter sends them: template sets, then data sets. Elements it does not need
 * are skipped by their length; options and enterprise elements likewise. What cannot be read is counted by reason and
 * never stops the stream.
 */
public final class IpfixDecoder {
    private static final int VERSION = 10;
    private static final int HEADER_BYTES = 16;
    private static final int TEMPLATE_SET = 2;
    private static final int FIRST_DATA_SET = 256;
    private static final int VARIABLE = 65_535;
    private static final int ENTERPRISE_BIT = 0x8000;
    /** Bounds on what a hostile exporter can make us keep. */
    private static final int MAX_TEMPLATES = 256;

    private static final int MAX_FIELDS = 128;

    private static final int OCTETS = 1;
    private static final int PACKETS = 2;
    private static final int PROTOCOL = 4;
    private static final int SOURCE_PORT = 7;
    private static final int SOURCE = 8;
    private static final int DESTINATION_PORT = 11;
    private static final int DESTINATION = 12;
    private static final int END_MILLIS = 153;

    private record Field(int element, int length) {}

    private final Map<Long, Field[]> templates = new LinkedHashMap<>();
    private final Map<String, Long> rejected = new HashMap<>();
    private long records;

    /** Reads one datagram and hands its flow records on. */
    public void decode(ByteBuffer message, FlowSink sink) {
        if (message.remaining() < HEADER_BYTES) {
            reject("message shorter than its header");
            return;
        }
        int start = message.position();
        int version = Short.toUnsignedInt(message.getShort());
        int length = Short.toUnsignedInt(message.getShort());
        long exportMillis = Integer.toUnsignedLong(message.getInt()) * 1000;
        message.getInt();
        int domain = message.getInt();
        if (version != VERSION) {
            reject("version " + (version == 9 || version == 5 ? "" + version : "unknown") + ", not IPFIX");
            return;
        }
        if (length < HEADER_BYTES || start + length > message.limit()) {
            reject("length beyond the datagram");
            return;
        }
        message.limit(start + length);
        while (message.remaining() >= 4) {
            int set = Short.toUnsignedInt(message.getShort());
            int setLength = Short.toUnsignedInt(message.getShort());
            if (setLength < 4 || setLength - 4 > message.remaining()) {
                reject("set length beyond the message");
                return;
            }
            ByteBuffer body = message.slice(message.position(), setLength - 4);
            message.position(message.position() + setLength - 4);
            if (set == TEMPLATE_SET) {
                readTemplates(domain, body);
            } else if (set >= FIRST_DATA_SET) {
                readRecords(templates.get(key(domain, set)), body, exportMillis, sink);
            }
        }
    }

    private static long key(int domain, int template) {
        return (long) domain << 16 | template;
    }

    private void readTemplates(int domain, ByteBuffer body) {
        while (body.remaining() >= 4) {
            int id = Short.toUnsignedInt(body.getShort());
            int count = Short.toUnsignedInt(body.getShort());
            if (id == 0 && count == 0) {
                return;
            }
            if (count == 0 || count > MAX_FIELDS) {
                reject("template of no or too many fields");
                return;
            }
            Field[] fields = new Field[count];
            for (int i = 0; i < count; i++) {
                if (body.remaining() < 4) {
                    reject("template cut short");
                    return;
                }
                int element = Short.toUnsignedInt(body.getShort());
                int length = Short.toUnsignedInt(body.getShort());
                if ((element & ENTERPRISE_BIT) != 0) {
                    if (body.remaining() < 4) {
                        reject("template cut short");
                        return;
                    }
                    body.getInt();
                    element = -1;
                }
                fields[i] = new Field(element, length);
            }
            if (templates.size() >= MAX_TEMPLATES && !templates.containsKey(key(domain, id))) {
                templates.remove(templates.keySet().iterator().next());
            }
            templates.put(key(domain, id), fields);
        }
    }

    private void readRecords(
            Field @org.jspecify.annotations.Nullable [] template, ByteBuffer body, long exportMillis, FlowSink sink) {
        if (template == null) {
            reject("data before its template");
            return;
        }
        while (body.hasRemaining()) {
            if (!readRecord(template, body, exportMillis, sink)) {
                return;
            }
        }
    }

    private boolean readRecord(Field[] template, ByteBuffer body, long exportMillis, FlowSink sink) {
        int begin = body.position();
        long[] values = new long[END_MILLIS + 1];
        values[END_MILLIS] = exportMillis;
        for (Field field : template) {
            int length = field.length();
            if (length == VARIABLE) {
                if (!body.hasRemaining()) {
                    return padding(body, begin);
                }
                length = Byte.toUnsignedInt(body.get());
                if (length == 255) {
                    if (body.remaining() < 2) {
                        return padding(body, begin);
                    }
                    length = Short.toUnsignedInt(body.getShort());
                }
            }
            if (length > body.remaining()) {
                return padding(body, begin);
            }
            long value = 0;
            for (int i = 0; i < length; i++) {
                value = value << 8 | Byte.toUnsignedLong(body.get());
            }
            if (field.element() >= 0 && field.element() <= END_MILLIS) {
                values[field.element()] = value;
            }
        }
        if (body.position() == begin) {
            reject("template of empty records");
            return false;
        }
        records++;
        sink.accept(new FlowRecord(
                (int) values[SOURCE],
                (int) values[DESTINATION],
                (int) values[PROTOCOL] & 0xFF,
                (int) values[SOURCE_PORT] & 0xFFFF,
                (int) values[DESTINATION_PORT] & 0xFFFF,
                Math.max(0, values[PACKETS]),
                Math.max(0, values[OCTETS]),
                values[END_MILLIS]));
        return true;
    }

    /** Up to seven zero bytes behind the last record are padding (RFC 7011 section 3.3.1), anything else is cut. */
    private boolean padding(ByteBuffer body, int begin) {
        boolean zero = body.limit() - begin <= 7;
        for (int i = begin; i < body.limit() && zero; i++) {
            zero = body.get(i) == 0;
        }
        if (!zero) {
            reject("record cut short");
        }
        return false;
    }

    private void reject(String reason) {
        rejected.merge(reason, 1L, Long::sum);
    }

    /** Flow records read so far. */
    public long records() {
        return records;
    }

    /** What could not be read, by reason. */
    public Map<String, Long> rejected() {
        return Map.copyOf(rejected);
    }
}
