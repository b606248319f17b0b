package yochi.node.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import yochi.core.model.Country;
import yochi.core.model.YochiException;
import yochi.link.config.SettingsFile;
import yochi.node.Collected;
import yochi.node.Frames;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/** Any log through a mapping, and any mapping: no exception but the operator's, every record accounted for (K-7). */
class MappedReaderFuzzTest {
    private static final SensorTable ONE = SensorTable.single(Sensor.of("s", new Country("JP")));
    private static final String TIME = """
            version: yochi.mapping/1
            name: m
            time: {field: t, format: millis}
            source: ip
            """;
    private static final Mapping TABLE = mapping(
            TIME + "form: csv\nport: p\nkind: k\ndetails: {requests: n, bytes: b, url: u, failed: f, status: s}\n");
    private static final Mapping LINES = mapping(TIME.replace("millis", "iso")
            + "form: json-lines\nprotocol: x.0\nkind: k\nkinds: {a: visit}\ndetails: {url: u, hash: h}\n");

    private static Mapping mapping(String yaml) {
        return SettingsFile.parse(yaml, "m.yaml", Path.of("."), Mapping.class);
    }

    private static void read(Mapping mapping, byte[] input) {
        new TraceReader(TraceSettings.of(ONE).mapped(mapping))
                .read("fuzz", new ByteArrayInputStream(input), new Collected());
    }

    @FuzzTest
    void tables(byte[] rows) {
        read(TABLE, Frames.join("t,ip,p,k,n,b,u,f,s\n".getBytes(UTF_8), rows));
    }

    @FuzzTest
    void lines(byte[] lines) {
        read(LINES, lines);
    }

    @FuzzTest
    void mappings(byte[] yaml) {
        try {
            read(mapping(new String(yaml, UTF_8)), "t,ip\n1,192.0.2.1\n".getBytes(UTF_8));
        } catch (YochiException e) {
            return; // told with its line
        }
    }
}
