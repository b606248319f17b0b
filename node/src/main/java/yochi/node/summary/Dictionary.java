package yochi.node.summary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.ErrorCode;
import yochi.core.model.YochiException;
import yochi.node.observation.Sensor;

/** What the numbers in summaries mean: sensors, places, addresses. One per summariser. */
public final class Dictionary {
    /** Country and AS of an address. */
    public record Place(Country country, Asn asn) {
        public static final Place UNKNOWN = new Place(Country.UNKNOWN, Asn.UNKNOWN);
    }

    private final Addresses addresses = new Addresses();
    private final List<Sensor> sensors = new ArrayList<>();
    private final Map<String, Integer> sensorNumbers = new HashMap<>();
    private final List<Place> places = new ArrayList<>(List.of(Place.UNKNOWN));
    private final Map<Place, Integer> placeNumbers = new HashMap<>(Map.of(Place.UNKNOWN, 0));

    public Addresses addresses() {
        return addresses;
    }

    int sensor(Sensor sensor) {
        return sensorNumbers.computeIfAbsent(sensor.name(), name -> {
            if (sensors.size() == CellCode.MOST_SENSORS) {
                throw new YochiException(
                        ErrorCode.RESOURCE_EXHAUSTED, "more than " + CellCode.MOST_SENSORS + " sensors at one node");
            }
            sensors.add(sensor);
            return sensors.size() - 1;
        });
    }

    public Sensor sensorOf(int number) {
        return sensors.get(number);
    }

    /** The sensors seen so far. */
    public List<Sensor> sensors() {
        return List.copyOf(sensors);
    }

    /** The place's number; 0, unknown, where there are too many. */
    int place(Place place) {
        Integer known = placeNumbers.get(place);
        if (known != null || places.size() == CellCode.MOST_PLACES) {
            return known == null ? 0 : known;
        }
        places.add(place);
        placeNumbers.put(place, places.size() - 1);
        return places.size() - 1;
    }

    public Place placeOf(int number) {
        return places.get(number);
    }

    /** The cell code here of what has that code in the other dictionary. */
    long adopt(Dictionary from, long code) {
        if (from == this) {
            return code;
        }
        return CellCode.pack(
                sensor(from.sensorOf(CellCode.sensor(code))),
                CellCode.type(code),
                CellCode.tool(code),
                CellCode.serviceNumber(code),
                place(from.placeOf(CellCode.place(code))));
    }
}
