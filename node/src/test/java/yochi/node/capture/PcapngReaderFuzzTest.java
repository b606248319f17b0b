package yochi.node.capture;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Optional;
import yochi.core.model.Country;
import yochi.node.Collected;
import yochi.node.input.Expansion;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.trace.InputAccount;
import yochi.node.trace.TraceFormat;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

/** Any bytes as pcapng: no exception, and every record is accounted for (K-7). */
class PcapngReaderFuzzTest {
    private static final int LINE = 2000;
    private static final int FRAME = 9000;

    @FuzzTest
    void blocks(byte[] input) {
        SensorTable sensors = SensorTable.single(Sensor.of("s1", new Country("SG")));
        TraceSettings settings = new TraceSettings(
                Optional.of(TraceFormat.PCAPNG), sensors, false, LINE, FRAME, Expansion.usual(), 3, Instant.MAX);
        Collected sink = new Collected();
        InputAccount account = new TraceReader(settings).read("fuzz", new ByteArrayInputStream(input), sink);
        if (account.packets() != sink.packets.size()) {
            throw new AssertionError(account.packets() + " taken, " + sink.packets.size() + " handed on");
        }
    }
}
