package yochi.node.archive;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.core.model.Tool;
import yochi.node.classify.ServiceNumber;
import yochi.node.observation.Sensor;
import yochi.node.summary.ByteRoom;
import yochi.node.summary.CellCode;
import yochi.node.summary.Dictionary;
import yochi.node.summary.Recollection;

/**
 * What the parts of a block's cell numbers mean, so that a number need mean the same in no other block or program. A
 * part is a name with its number: sensors, attack types, tools, protocols, and places as country and AS.
 */
final class BlockNames {
    private final Map<Integer, String> sensors = new TreeMap<>();
    private final Map<Integer, String> types = new TreeMap<>();
    private final Map<Integer, String> tools = new TreeMap<>();
    private final Map<Integer, String> protocols = new TreeMap<>();
    private final Map<Integer, String> countries = new TreeMap<>();
    private final Map<Integer, String> systems = new TreeMap<>();
    private final Map<String, Sensor> known = new HashMap<>();
    private long family = -1;

    private List<Map<Integer, String>> tables() {
        return List.of(sensors, types, tools, protocols, countries, systems);
    }

    /** Notes the names of a cell's parts. */
    void note(long code, Dictionary words) {
        if (family == CellCode.family(code)) {
            return;
        }
        family = CellCode.family(code);
        sensors.computeIfAbsent(CellCode.sensor(code), n -> words.sensorOf(n).name());
        types.computeIfAbsent(CellCode.typeNumber(code), n -> CellCode.type(code).name());
        tools.computeIfAbsent(CellCode.toolNumber(code), n -> CellCode.tool(code).toString());
        protocols.computeIfAbsent(
                protocol(code), n -> CellCode.service(code).protocol().name());
        Dictionary.Place place = words.placeOf(CellCode.place(code));
        countries.computeIfAbsent(CellCode.place(code), n -> place.country().code());
        systems.computeIfAbsent(CellCode.place(code), n -> Long.toString(place.asn().number()));
    }

    private static int protocol(long code) {
        return CellCode.serviceNumber(code) >>> ServiceNumber.BITS;
    }

    void write(ByteRoom out) {
        for (Map<Integer, String> table : tables()) {
            out.put(table.size());
            table.forEach((number, name) -> {
                byte[] text = name.getBytes(StandardCharsets.UTF_8);
                out.put(number);
                out.put(text.length);
                out.putBytes(text);
            });
        }
    }

    static BlockNames read(ByteRoom in) {
        BlockNames names = new BlockNames();
        for (Map<Integer, String> table : names.tables()) {
            long n = in.next();
            for (long i = 0; i < n; i++) {
                int number = Math.toIntExact(in.next());
                table.put(number, new String(in.nextBytes(Math.toIntExact(in.next())), StandardCharsets.UTF_8));
            }
        }
        return names;
    }

    /** What the cell of that number is about; {@link IllegalArgumentException} where a name is missing or unknown. */
    Recollection.About about(long code) {
        String sensor = name(sensors, CellCode.sensor(code));
        return new Recollection.About(
                known.computeIfAbsent(sensor, n -> Sensor.of(n, Country.UNKNOWN)),
                AttackType.valueOf(name(types, CellCode.typeNumber(code))),
                new Service(
                        Service.Protocol.valueOf(name(protocols, protocol(code))),
                        (CellCode.serviceNumber(code) & ((1 << ServiceNumber.BITS) - 1)) - 1),
                Tool.parse(name(tools, CellCode.toolNumber(code))),
                new Dictionary.Place(
                        new Country(name(countries, CellCode.place(code))),
                        new Asn(Long.parseLong(name(systems, CellCode.place(code))))));
    }

    private static String name(Map<Integer, String> table, int number) {
        String name = table.get(number);
        if (name == null) {
            throw new IllegalArgumentException("no name for number " + number + ", only for " + table.keySet());
        }
        return name;
    }
}
