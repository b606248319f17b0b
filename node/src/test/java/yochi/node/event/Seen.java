package yochi.node.event;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import yochi.core.model.Country;
import yochi.core.model.Prefix;
import yochi.node.Capture;
import yochi.node.classify.Classifier;
import yochi.node.classify.ClassifyingSink;
import yochi.node.classify.Rules;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.summary.Places;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/** Reads captures into an event desk. */
final class Seen {
    private static final Sensor SENSOR = Sensor.of("s1", new Country("SG"));

    private Seen() {}

    static EventDesk desk() {
        return new EventDesk(Rules.shipped(), Places.none());
    }

    static EventDesk desk(Capture... parts) {
        EventDesk desk = desk();
        for (Capture part : parts) {
            read(part, desk, SENSOR);
        }
        return desk;
    }

    static void read(Capture capture, EventDesk desk, Sensor sensor) {
        new TraceReader(TraceSettings.of(SensorTable.single(sensor)))
                .read("test", new ByteArrayInputStream(capture.bytes()), new ClassifyingSink(new Classifier(), desk));
    }

    static Sensor watching(String block) {
        return SENSOR.watching(List.of(Prefix.parse(block)));
    }

    static EventDesk file(Path capture) {
        EventDesk desk = desk();
        new TraceReader(TraceSettings.of(SensorTable.single(SENSOR)))
                .read(capture, new ClassifyingSink(new Classifier(), desk));
        return desk;
    }
}
