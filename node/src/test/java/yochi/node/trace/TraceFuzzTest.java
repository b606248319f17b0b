package yochi.node.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import yochi.core.model.Country;
import yochi.core.model.Prefix;
import yochi.node.Frames;
import yochi.node.classify.ClassifiedSink;
import yochi.node.classify.Classifier;
import yochi.node.classify.ClassifyingSink;
import yochi.node.classify.Rule;
import yochi.node.classify.Verdict;
import yochi.node.input.Expansion;
import yochi.node.observation.AmplificationRequests;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Flow;
import yochi.node.observation.HoneypotSession;
import yochi.node.observation.Packet;
import yochi.node.observation.PageVisit;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/** Any bytes, in any format: no exception, and every record is accounted for (K-7). */
class TraceFuzzTest {
    private static final Sensor SENSOR = Sensor.of("s1", new Country("SG"));
    /** Formats of which several records make one observation. */
    private static final Set<TraceFormat> SESSIONS = EnumSet.of(
            TraceFormat.COWRIE,
            TraceFormat.DIONAEA,
            TraceFormat.HERALDING,
            TraceFormat.HONEYTRAP,
            TraceFormat.CISCO_ASA,
            TraceFormat.DOCKER_API,
            TraceFormat.SURICATA_EVE,
            TraceFormat.ZEEK,
            TraceFormat.HAR);

    private static final int LINE = 2000;
    private static final int FRAME = 9000;

    private static final class Counting implements ClassifiedSink {
        private long packets;
        private long orders;
        private long others;

        @Override
        public void packet(Packet packet, Verdict verdict) {
            packets++;
            if (verdict.asService().number() > 65_535 || verdict.type().isTotal()) {
                throw new AssertionError("an impossible verdict");
            }
        }

        @Override
        public void flow(Flow flow, Verdict verdict) {
            others++;
        }

        @Override
        public void session(HoneypotSession session, Rule rule) {
            if (session.end().isBefore(session.start())) {
                throw new AssertionError("a session ends before it begins");
            }
        }

        @Override
        public void amplification(AmplificationRequests requests, Rule rule) {
            others++;
        }

        @Override
        public void visit(PageVisit visit, Rule rule) {
            others++;
        }

        @Override
        public void order(AttackOrder order, Rule rule) {
            orders++;
        }
    }

    private static void read(TraceFormat format, byte[] input) {
        SensorTable sensors = format == TraceFormat.SPOKI
                ? SensorTable.single(SENSOR.watching(List.of(Prefix.parse("198.51.100.0/24"))))
                : SensorTable.single(SENSOR);
        TraceSettings settings = new TraceSettings(
                Optional.of(format), sensors, false, LINE, FRAME, Expansion.usual(), 3, Instant.MAX);
        Counting counting = new Counting();
        InputAccount account = new TraceReader(settings)
                .read("fuzz", new ByteArrayInputStream(input), new ClassifyingSink(new Classifier(), counting));
        if (!SESSIONS.contains(format) && account.packets() != counting.packets + counting.orders + counting.others) {
            throw new AssertionError(account.packets() + " taken, " + counting.packets + " handed on");
        }
    }

    private static byte[] table(String header, byte[] rows) {
        return Frames.join((header + "\n").getBytes(UTF_8), rows);
    }

    @FuzzTest
    void captures(byte[] input) {
        read(TraceFormat.PCAP, input);
    }

    @FuzzTest
    void marxRows(byte[] rows) {
        read(TraceFormat.MARX, table(String.join(",", MarxReader.COLUMNS), rows));
    }

    @FuzzTest
    void spokiRows(byte[] rows) {
        read(TraceFormat.SPOKI, table(String.join("|", SpokiReader.COLUMNS), rows));
    }

    @FuzzTest
    void cowrieLines(byte[] lines) {
        read(TraceFormat.COWRIE, lines);
    }

    @FuzzTest
    void dionaeaLines(byte[] lines) {
        read(TraceFormat.DIONAEA, lines);
    }

    @FuzzTest
    void heraldingLines(byte[] lines) {
        read(TraceFormat.HERALDING, lines);
    }

    @FuzzTest
    void honeytrapLines(byte[] lines) {
        read(TraceFormat.HONEYTRAP, lines);
    }

    @FuzzTest
    void asaLines(byte[] lines) {
        read(TraceFormat.CISCO_ASA, lines);
    }

    @FuzzTest
    void dockerLines(byte[] lines) {
        read(TraceFormat.DOCKER_API, lines);
    }

    @FuzzTest
    void eveLines(byte[] lines) {
        read(TraceFormat.SURICATA_EVE, lines);
    }

    @FuzzTest
    void zeekLines(byte[] lines) {
        read(TraceFormat.ZEEK, lines);
    }

    @FuzzTest
    void amplifierRows(byte[] rows) {
        read(TraceFormat.AMPLIFIER, table("start,victim,port,requests,bytes,end,protocol", rows));
    }

    @FuzzTest
    void archives(byte[] document) {
        read(TraceFormat.HAR, document);
    }

    @FuzzTest
    void thugDocuments(byte[] document) {
        read(TraceFormat.THUG, document);
    }

    @FuzzTest
    void urlhausRows(byte[] rows) {
        read(TraceFormat.URLHAUS, table("# id,dateadded,url,threat,tags", rows));
    }

    @FuzzTest
    void attackOrders(byte[] rows) {
        read(TraceFormat.DDOSIA, table(String.join(",", DdosiaReader.COLUMNS), rows));
    }

    @FuzzTest
    void anythingDetected(byte[] input) {
        new TraceReader(TraceSettings.of(SensorTable.open()))
                .read("fuzz", new ByteArrayInputStream(input), new ClassifyingSink(new Classifier(), new Counting()));
    }
}
