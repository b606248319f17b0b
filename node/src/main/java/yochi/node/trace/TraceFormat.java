package yochi.node.trace;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import yochi.node.capture.PcapReader;
import yochi.node.capture.PcapngReader;
import yochi.node.input.ByteSource;
import yochi.node.input.FormatReader;

/** The trace formats; this is the only registry: a new format is one class, one line here, one test, one docs row. */
public enum TraceFormat {
    PCAP("pcap", PcapReader::fits, s -> new PcapReader(s.sensors(), s.longestFrameBytes()), List.of()),
    PCAPNG("pcapng", PcapngReader::fits, s -> new PcapngReader(s.sensors(), s.longestFrameBytes()), List.of()),
    MARX(
            "marx",
            MarxReader::fits,
            MarxReader::new,
            List.of(
                    new Unknown("bytes", "marx rows hold no packet length"),
                    new Unknown("tcpFlags", "marx rows hold no TCP flags, so TCP is TCP_UNSPECIFIED"),
                    new Unknown("payload", "marx rows hold no payload, so UDP is UDP_UNSPECIFIED"),
                    new Unknown("destination", "marx rows hold no destination address"),
                    new Unknown("ttl", "marx rows hold no TTL"),
                    new Unknown("tools", "marx rows hold no header fields to test"),
                    new Unknown("icmpVictims", "marx rows hold no embedded header, so ICMP errors name no victim"))),
    SPOKI(
            "spoki",
            SpokiReader::fits,
            SpokiReader::new,
            List.of(
                    new Unknown("bytes", "Spoki rows hold no packet length"),
                    new Unknown("tcpFlags.psh", "Spoki rows hold SYN, ACK, RST and FIN only"),
                    new Unknown("fragments", "Spoki rows hold no fragment bits"))),
    COWRIE(
            CowrieLog.ID,
            CowrieLog::fits,
            settings -> new JsonLogReader(settings, CowrieLog.ID, new CowrieLog()),
            List.of(
                    new Unknown("packets", "Cowrie logs sessions, not packets; records are events"),
                    new Unknown("bytes", "Cowrie logs sessions, not packets"))),
    DIONAEA(
            DionaeaLog.ID,
            DionaeaLog::fits,
            settings -> new JsonLogReader(settings, DionaeaLog.ID, new DionaeaLog()),
            List.of(
                    new Unknown("packets", "Dionaea logs connections, not packets; records are connections"),
                    new Unknown("bytes", "Dionaea logs connections, not packets"),
                    new Unknown(
                            "logins.successful",
                            "Dionaea does not tell whether a log-in was let through; all count as refused"),
                    new Unknown("sessions.end", "Dionaea does not tell when a connection ended"))),
    HERALDING(
            HeraldingLog.ID,
            HeraldingLog::fits,
            settings -> new JsonLogReader(settings, HeraldingLog.ID, new HeraldingLog()),
            List.of(
                    new Unknown("packets", "Heralding logs sessions, not packets; records are sessions"),
                    new Unknown("bytes", "Heralding logs sessions, not packets"))),
    HONEYTRAP(
            HoneytrapLog.ID,
            HoneytrapLog::fits,
            settings -> new JsonLogReader(settings, HoneytrapLog.ID, new HoneytrapLog()),
            List.of(
                    new Unknown("packets", "honeytrap logs connections, not packets; records are connections"),
                    new Unknown("bytes", "honeytrap logs connections, not packets"),
                    new Unknown("requests.missing", "honeytrap answers no request, so no web scan is recognised"))),
    CISCO_ASA(
            CiscoAsaLog.ID,
            CiscoAsaLog::fits,
            settings -> new JsonLogReader(settings, CiscoAsaLog.ID, new CiscoAsaLog()),
            List.of(
                    new Unknown(
                            "packets",
                            "the honeypot logs requests, not packets; records are requests and messages"),
                    new Unknown("bytes", "the honeypot logs requests, not packets"),
                    new Unknown("service", "the records name no port: tcp/*"),
                    new Unknown(
                            "logins.credentials",
                            "the records hold no credentials; a POST to the log-in form is a refused log-in"))),
    DOCKER_API(
            DockerLog.ID,
            DockerLog::fits,
            settings -> new JsonLogReader(settings, DockerLog.ID, new DockerLog()),
            List.of(
                    new Unknown("packets", "the honeypot logs requests, not packets; records are requests"),
                    new Unknown("bytes", "the honeypot logs requests, not packets"),
                    new Unknown("time", "the records tell the hour only"),
                    new Unknown("requests.missing", "the records hold no status, so no web scan is recognised"))),
    SURICATA_EVE(
            EveLog.ID,
            EveLog::fits,
            settings -> new JsonLogReader(settings, EveLog.ID, new EveLog()),
            List.of(
                    new Unknown("packets", "Suricata logs events of flows, not packets; records are events"),
                    new Unknown("bytes", "sessions are counted, not their bytes"))),
    ZEEK(
            ZeekReader.ID,
            ZeekReader::fits,
            ZeekReader::new,
            List.of(
                    new Unknown("payload", "Zeek's connections hold no payload, so UDP is UDP_UNSPECIFIED"),
                    new Unknown("ttl", "Zeek's connections hold no TTL"),
                    new Unknown("tools", "Zeek's connections hold no header fields to test"),
                    new Unknown("amplification.edns", "Zeek does not log the answer's size that was asked for"))),
    NFDUMP(
            NfdumpReader.ID,
            NfdumpReader::fits,
            NfdumpReader::new,
            List.of(
                    new Unknown("payload", "flow records hold no payload, so UDP is UDP_UNSPECIFIED"),
                    new Unknown("tcpFlags.perPacket", "a flow's flags stand together; which packet had which is lost"),
                    new Unknown("ttl", "flow records hold no TTL"),
                    new Unknown("tools", "flow records hold no header fields to test"),
                    new Unknown("fragments", "flow records hold no fragment bits"))),
    AMPLIFIER(
            AmplifierReader.ID,
            AmplifierReader::fits,
            AmplifierReader::new,
            List.of(new Unknown("sources", "the written sender is the victim; who forged it cannot be told"))),
    HAR(
            HarReader.ID,
            HarReader::fits,
            HarReader::new,
            List.of(
                    new Unknown("packets", "an archive holds requests, not packets; records are requests"),
                    new Unknown("verdict", "without a verdict file nobody judged the pages"),
                    new Unknown("redirects.script", "an archive does not tell a script's jump from a click"))),
    THUG(
            ThugReader.ID,
            ThugReader::fits,
            ThugReader::new,
            List.of(
                    new Unknown("packets", "Thug logs visits, not packets; records are visits"),
                    new Unknown("verdict.benign", "Thug never calls a page benign"),
                    new Unknown("server", "Thug does not log the server's address"))),
    URLHAUS(
            UrlhausReader.ID,
            UrlhausReader::fits,
            UrlhausReader::new,
            List.of(
                    new Unknown("packets", "URLhaus lists links, not packets; records are links"),
                    new Unknown("redirects", "URLhaus lists the link that serves the file, not the way there"),
                    new Unknown("server", "a link's address is known only where the link names it"))),
    /** Never detected: a mapping file says what the fields mean. */
    MAPPED(
            MappedReader.ID,
            (head, length) -> false,
            MappedReader::new,
            List.of(new Unknown("packets", "a mapped log holds sessions, but where it tells of amplifiers"))),
    DDOSIA(
            "ddosia",
            DdosiaReader::fits,
            DdosiaReader::new,
            List.of(
                    new Unknown("packets", "attack orders are no traffic: no volume, no duration"),
                    new Unknown("bytes", "attack orders are no traffic"),
                    new Unknown("sources", "an order names its victim, not who will carry it out")));

    private static final int HEAD = 1 << 16;

    /** Says whether an input begins like the format. */
    private interface Detection {
        boolean fits(byte[] head, int length);
    }

    private final String id;

    @SuppressWarnings("ImmutableEnumChecker") // a method reference
    private final Detection detection;

    @SuppressWarnings("ImmutableEnumChecker") // a method reference
    private final Function<TraceSettings, FormatReader> reader;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Unknown> unknown;

    TraceFormat(String id, Detection detection, Function<TraceSettings, FormatReader> reader, List<Unknown> unknown) {
        this.id = id;
        this.detection = detection;
        this.reader = reader;
        this.unknown = unknown;
    }

    /** The name in {@code --format} and in output. */
    public String id() {
        return id;
    }

    /** What an input of this format cannot tell. */
    public List<Unknown> unknown() {
        return unknown;
    }

    /** The format of that name. */
    public static Optional<TraceFormat> named(String id) {
        return Stream.of(values()).filter(f -> f.id.equals(id)).findFirst();
    }

    /** Whether its records are packets with their time, so that its files can be put in order. */
    boolean isCapture() {
        return this == PCAP || this == PCAPNG;
    }

    /** The capture format that the input's first bytes show: a few bytes are enough. */
    static Optional<TraceFormat> capture(ByteSource source) {
        return detect(source).filter(TraceFormat::isCapture);
    }

    /** The format that the input's first bytes show. */
    static Optional<TraceFormat> detect(ByteSource source) {
        byte[] head = head(source);
        return Stream.of(values())
                .filter(f -> f.detection.fits(head, head.length))
                .findFirst();
    }

    private static byte[] head(ByteSource source) {
        int length = Math.min(source.available(), HEAD);
        return Arrays.copyOfRange(source.buffer(), source.position(), source.position() + length);
    }

    FormatReader reader(TraceSettings settings) {
        return reader.apply(settings);
    }

    @Override
    public String toString() {
        return id;
    }
}
