package yochi.node.summary;

import yochi.core.model.AttackType;
import yochi.core.model.Service;
import yochi.core.model.Tool;
import yochi.node.classify.ServiceNumber;

/** What a cell is about, packed into one 64-bit key: sensor, attack type, tool, service, place. */
public final class CellCode {
    /** Sensors of one summary. */
    public static final int MOST_SENSORS = 1 << 12;
    /** Pairs of country and AS of one summary. */
    public static final int MOST_PLACES = 1 << 22;

    private static final int PLACE_BITS = 22;
    private static final int SERVICE_BITS = 20;
    private static final int TOOL_BITS = 3;
    private static final int TYPE_BITS = 6;
    private static final AttackType[] TYPES = AttackType.values();
    private static final Tool[] TOOLS = Tool.values();

    private CellCode() {}

    @SuppressWarnings("EnumOrdinal") // never leaves the process
    static long pack(int sensor, AttackType type, Tool tool, int service, int place) {
        long code = sensor;
        code = (code << TYPE_BITS) | type.ordinal();
        code = (code << TOOL_BITS) | tool.ordinal();
        code = (code << SERVICE_BITS) | service;
        return (code << PLACE_BITS) | place;
    }

    /** The sensor's part of a code. */
    static long sensorOnly(int sensor) {
        return (long) sensor << (PLACE_BITS + SERVICE_BITS + TOOL_BITS + TYPE_BITS);
    }

    /** The code of a tool and a service besides what the code holds, which must be a first sensor's and a type's. */
    static long with(long code, int tool, int service) {
        return code | (long) tool << (PLACE_BITS + SERVICE_BITS) | (long) service << PLACE_BITS;
    }

    /** The code with some of its parts only; those left out are the first sensor, no tool, any service. */
    public static long part(long code, boolean sensor, boolean tool, boolean service, int place) {
        return pack(
                sensor ? sensor(code) : 0,
                type(code),
                tool ? tool(code) : Tool.NONE,
                service ? serviceNumber(code) : ServiceNumber.ANY,
                place);
    }

    public static int sensor(long code) {
        return (int) (code >>> (PLACE_BITS + SERVICE_BITS + TOOL_BITS + TYPE_BITS));
    }

    public static AttackType type(long code) {
        return TYPES[typeNumber(code)];
    }

    /** The type's number in this program. */
    public static int typeNumber(long code) {
        return (int) (code >>> (PLACE_BITS + SERVICE_BITS + TOOL_BITS)) & ((1 << TYPE_BITS) - 1);
    }

    public static Tool tool(long code) {
        return TOOLS[toolNumber(code)];
    }

    /** The tool's number in this program. */
    public static int toolNumber(long code) {
        return (int) (code >>> (PLACE_BITS + SERVICE_BITS)) & ((1 << TOOL_BITS) - 1);
    }

    /** The code without port, ICMP type or protocol number: equal for cells that differ in these only. */
    public static long family(long code) {
        return code & ~((long) ((1 << ServiceNumber.BITS) - 1) << PLACE_BITS);
    }

    /** The service's number in this program, see {@link ServiceNumber}. */
    public static int serviceNumber(long code) {
        return (int) (code >>> PLACE_BITS) & ((1 << SERVICE_BITS) - 1);
    }

    public static Service service(long code) {
        return ServiceNumber.unpack(serviceNumber(code));
    }

    public static int place(long code) {
        return (int) code & (MOST_PLACES - 1);
    }
}
