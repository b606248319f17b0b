package yochi.node.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static yochi.node.Frames.DARK;
import static yochi.node.Frames.SOURCE;
import static yochi.node.Frames.syn;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import yochi.core.model.Country;
import yochi.node.Capture;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;
import yochi.node.trace.TraceReader;
import yochi.node.trace.TraceSettings;

class LabelWriterTest {
    @Test
    void everyPacketGetsALineAndIsHandedOn() {
        byte[] capture = Capture.plain()
                .add(0, new byte[5])
                .add(0, syn(SOURCE, DARK, 23))
                .add(0, syn("10.0.0.1", DARK, 23))
                .bytes();
        StringBuilder labels = new StringBuilder();
        Truth next = new Truth();
        TraceReader reader = new TraceReader(
                TraceSettings.of(SensorTable.single(Sensor.of("s1", new Country("SG")))));
        ClassifyingSink sink = new ClassifyingSink(new Classifier(), new LabelWriter(labels, next));
        reader.read("a.pcap", new ByteArrayInputStream(capture), sink);
        reader.read("b.pcap", new ByteArrayInputStream(capture), sink);
        assertThat(labels)
                .hasToString(
                        """
                        record,class,tool,rule
                        # input a.pcap
                        1,SCAN_SYN,none,4-tcp-syn
                        2,BOGON,none,1-special-source
                        # input b.pcap
                        1,SCAN_SYN,none,4-tcp-syn
                        2,BOGON,none,1-special-source
                        """);
        assertThat(next.labels).hasSize(4);
    }
}
