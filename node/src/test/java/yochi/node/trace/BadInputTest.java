package yochi.node.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import yochi.core.model.Country;
import yochi.core.model.Prefix;
import yochi.link.config.SettingsFile;
import yochi.node.Frames;
import yochi.node.input.RejectReason;
import yochi.node.observation.ObservationSink;
import yochi.node.observation.Sensor;
import yochi.node.observation.SensorTable;

/**
 * Every format of text against every fault that a log can have (K-7): nothing good is lost, the loss is told with
 * place and remedy, and nothing is thrown. Faults of captures stand with their readers.
 */
class BadInputTest {
    private static final Sensor SENSOR =
            Sensor.of("s1", new Country("SG")).watching(List.of(Prefix.parse("198.51.100.0/24")));

    private static final Mapping MAPPING = SettingsFile.parse(
            "version: yochi.mapping/1\nname: m\ntime: {field: t, format: millis}\nsource: ip\nform: csv\n",
            "m.yaml",
            Path.of("."),
            Mapping.class);

    /** What can stand in a log that should not. */
    private enum Fault {
        /** A line over the bound of 1 MiB. */
        LONG_LINE("x".repeat(3 << 20)),
        /** Bytes that are no UTF-8. */
        NO_UTF8("\u00FF\u00FE\u00C0\u0080 \u00F5,\u00FF"),
        /** What a crash leaves on some file systems. */
        ZEROS("\u0000".repeat(4096)),
        /** A record cut off by a crash, another begun. */
        TORN("{\"timestamp\": \"2025-02-"),
        /** Another log's line. */
        FOREIGN("Feb 18 05:25:41 host sshd[1]: Failed password for root");

        private final String text;

        Fault(String text) {
            this.text = text;
        }

        /** A line of it. */
        byte[] line() {
            return ("\n" + text + "\n").getBytes(ISO_8859_1);
        }
    }

    private static byte[] seed(String name) {
        try (InputStream in = Objects.requireNonNull(BadInputTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] fuzzed(String header, String name) {
        byte[] rows = seed("TraceFuzzTestInputs/" + name);
        return header.isEmpty() ? rows : Frames.join((header + "\n").getBytes(UTF_8), rows);
    }

    /** A small sound log of the format. */
    private static byte[] sound(TraceFormat format) {
        return switch (format) {
            case MARX -> fuzzed(String.join(",", MarxReader.COLUMNS), "marxRows/three");
            case SPOKI -> fuzzed(String.join("|", SpokiReader.COLUMNS), "spokiRows/two");
            case COWRIE -> fuzzed("", "cowrieLines/session");
            case DIONAEA -> fuzzed("", "dionaeaLines/array");
            case HERALDING -> fuzzed("", "heraldingLines/session");
            case HONEYTRAP -> fuzzed("", "honeytrapLines/attacks");
            case CISCO_ASA -> fuzzed("", "asaLines/unescaped");
            case DOCKER_API -> fuzzed("", "dockerLines/create");
            case SURICATA_EVE -> fuzzed("", "eveLines/alert");
            case ZEEK -> fuzzed("", "zeekLines/table");
            case AMPLIFIER -> fuzzed("start,victim,port,requests,bytes,end,protocol", "amplifierRows/rows");
            case HAR -> fuzzed("", "archives/redirect");
            case THUG -> fuzzed("", "thugDocuments/visit");
            case URLHAUS -> fuzzed("# id,dateadded,url,threat,tags", "urlhausRows/rows");
            case DDOSIA -> fuzzed(String.join(",", DdosiaReader.COLUMNS), "attackOrders/two");
            case NFDUMP -> seed("NfdumpReaderFuzzTestInputs/prints/lines");
            case MAPPED -> "t,ip,note\n1739856341000,192.0.2.1,a\n1739856342000,192.0.2.2,b\n".getBytes(UTF_8);
            case PCAP, PCAPNG -> throw new IllegalArgumentException("has tests of its own: " + format);
        };
    }

    private static InputAccount read(TraceFormat format, byte[] input, Instant latest) {
        TraceSettings plain = TraceSettings.of(SensorTable.single(SENSOR));
        TraceSettings settings = format == TraceFormat.MAPPED ? plain.mapped(MAPPING) : plain.reading(format);
        InputAccount account = new TraceReader(settings.until(() -> latest))
                .read("log", new ByteArrayInputStream(input), ObservationSink.NOBODY);
        assertThat(account.records())
                .as("records = taken + rejected")
                .isEqualTo(account.packets()
                        + account.rejected().stream().mapToLong(r -> r.count()).sum());
        assertThat(account.rejected()).allSatisfy(r -> {
            assertThat(r.firstPosition()).isNotBlank();
            assertThat(r.reason().remedy()).isNotBlank();
        });
        return account;
    }

    private static byte[] packed(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static long unexpected(InputAccount account) {
        return account.rejected().stream()
                        .filter(r -> !r.reason().expected())
                        .mapToLong(r -> r.count())
                        .sum()
                + account.noted().size();
    }

    @ParameterizedTest
    @EnumSource(value = TraceFormat.class, mode = Mode.EXCLUDE, names = {"PCAP", "PCAPNG"})
    void whatIsGoodIsTakenAndWhatIsBadIsTold(TraceFormat format) {
        byte[] sound = sound(format);
        InputAccount good = read(format, sound, Instant.MAX);
        assertThat(good.packets()).isPositive();
        for (Fault fault : Fault.values()) {
            InputAccount bad = read(format, Frames.join(sound, fault.line()), Instant.MAX);
            assertThat(bad.packets()).as("%s", fault).isEqualTo(good.packets());
            assertThat(unexpected(bad)).as("%s", fault).isGreaterThan(unexpected(good));
        }
    }

    @ParameterizedTest
    @EnumSource(value = TraceFormat.class, mode = Mode.EXCLUDE, names = {"PCAP", "PCAPNG"})
    void aPackedLogThatIsCutIsLoud(TraceFormat format) {
        byte[] packed = packed(sound(format));
        for (int length : new int[] {packed.length / 2, packed.length - 9, packed.length - 3}) {
            InputAccount cut = read(format, Arrays.copyOf(packed, length), Instant.MAX);
            assertThat(cut.rejected().stream().map(r -> r.reason()))
                    .as("%d of %d bytes", length, packed.length)
                    .containsAnyOf(RejectReason.TRUNCATED, RejectReason.DAMAGED);
        }
        packed[packed.length / 2] ^= 0x55;
        assertThat(unexpected(read(format, packed, Instant.MAX))).isPositive();
    }

    @ParameterizedTest
    @EnumSource(
            value = TraceFormat.class,
            mode = Mode.EXCLUDE,
            names = {"PCAP", "PCAPNG"})
    void aRecordOfTheFutureIsSetAside(TraceFormat format) {
        InputAccount future = read(format, sound(format), Instant.parse("1995-01-01T00:00:00Z"));
        assertThat(future.packets()).isZero();
        assertThat(future.rejected(RejectReason.FUTURE_TIME)).isPositive();
    }

    @ParameterizedTest
    @EnumSource(value = TraceFormat.class, mode = Mode.EXCLUDE, names = {"PCAP", "PCAPNG"})
    void aLogOfNothingButRubbishThrowsNothing(TraceFormat format) {
        for (Fault fault : Fault.values()) {
            assertThat(read(format, fault.line(), Instant.MAX).packets()).isZero();
        }
        assertThat(read(format, new byte[0], Instant.MAX).packets()).isZero();
    }
}
