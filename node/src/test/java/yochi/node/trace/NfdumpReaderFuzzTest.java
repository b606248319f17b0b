package yochi.node.trace;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import yochi.core.model.Country;
import yochi.node.Collected;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/** Any bytes as nfdump's print: no exception, and every record is accounted for (K-7). */
class NfdumpReaderFuzzTest {
    @FuzzTest
    void prints(byte[] input) {
        SensorTable sensors = SensorTable.single(Sensor.of("s1", new Country("SG")));
        TraceSettings settings = TraceSettings.of(sensors).withoutDigest().reading(TraceFormat.NFDUMP);
        Collected sink = new Collected();
        InputAccount account = new TraceReader(settings).read("fuzz", new ByteArrayInputStream(input), sink);
        if (account.packets() != sink.flows.size()) {
            throw new AssertionError(account.packets() + " taken, " + sink.flows.size() + " handed on");
        }
    }
}
