package yochi.node.classify;

/** Walks BER elements of definite length (X.690) without allocating; SNMP and LDAP are written in them. */
final class BerReader {
    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int ENUMERATED = 0x0A;
    static final int SEQUENCE = 0x30;

    private static final int LONG_FORM = 0x80;
    private static final int MOST_LENGTH_BYTES = 3;

    private final Payload payload;
    private int at;
    private int end;
    private int tag;
    private int valueFrom;
    private int valueTo;

    BerReader(Payload payload) {
        this.payload = payload;
    }

    /** Starts at the payload's first byte. */
    void start() {
        at = 0;
        end = payload.length();
    }

    /** Steps to the next element of this level; false at its end or where it does not parse. */
    boolean next() {
        valueFrom = end + 1;
        valueTo = end + 1;
        if (at + 2 > end) {
            return false;
        }
        tag = payload.u8(at++);
        int length = payload.u8(at++);
        if (length >= LONG_FORM) {
            int count = length - LONG_FORM;
            if (count == 0 || count > MOST_LENGTH_BYTES || at + count > end) {
                return false;
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = length << Byte.SIZE | payload.u8(at++);
            }
        }
        valueFrom = at;
        valueTo = at + length;
        at = valueTo;
        return valueTo <= end;
    }

    /** Steps to the next element and says whether it has the tag. */
    boolean next(int wanted) {
        return next() && tag == wanted;
    }

    /** The same, where the rest of the element may have been cut or stand in later fragments. */
    boolean nextCut(int wanted) {
        boolean whole = next();
        if (!whole && valueFrom <= end && valueTo > end) {
            valueTo = end;
            at = end;
            whole = true;
        }
        return whole && tag == wanted;
    }

    boolean isTag(int wanted) {
        return tag == wanted;
    }

    /** Steps over elements of any tag. */
    boolean skip(int elements) {
        for (int i = 0; i < elements; i++) {
            if (!next()) {
                return false;
            }
        }
        return true;
    }

    /** Goes down into the element at hand. */
    void enter() {
        at = valueFrom;
        end = valueTo;
    }

    boolean atEnd() {
        return at == end;
    }

    /** Whether nothing but zero bytes follows; some tools pad their requests. */
    boolean onlyZerosFollow() {
        for (int i = at; i < end; i++) {
            if (payload.u8(i) != 0) {
                return false;
            }
        }
        return true;
    }

    int valueLength() {
        return valueTo - valueFrom;
    }

    boolean isByte(int value) {
        return valueLength() == 1 && payload.u8(valueFrom) == value;
    }

    boolean isText(byte[] lowerCase) {
        if (valueLength() != lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            if (Character.toLowerCase(payload.u8(valueFrom + i)) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }
}
