package yochi.node.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.Country;
import yochi.node.observation.Field;
import yochi.node.observation.Origin;
import yochi.node.observation.Packet;
import yochi.node.observation.Sensor;

/** Requests and answers of amplifying services, each with a near miss (A-7; algorithms §1.4). */
class ServiceRequestTest {
    private final Packet p = new Packet(new Origin(Sensor.of("s1", Country.UNKNOWN), "test"));
    private final Verdict verdict = new Verdict();

    private Rule rule(int from, int to, byte[] payload) {
        p.clear();
        p.ipVersion = 4;
        p.protocol = 17;
        p.known = Field.bits(Field.DESTINATION, Field.PORTS, Field.PAYLOAD);
        p.sourceLow(0x0600_020AL);
        p.destinationLow(0x0900_0001L);
        p.sourcePort(from);
        p.destinationPort(to);
        p.bytes = payload;
        p.payloadOffset(0);
        p.payloadCaptured(payload.length);
        p.payloadLength(payload.length);
        new Classifier().classify(p, verdict);
        return verdict.rule;
    }

    /** Hexadecimal digits in brackets, other text as it stands. */
    private static byte[] bytes(String text) {
        var out = new java.io.ByteArrayOutputStream();
        for (String part : text.split("(?=\\[)|(?<=\\])", -1)) {
            out.writeBytes(
                    part.startsWith("[")
                            ? HexFormat.of().parseHex(part.substring(1, part.length() - 1).replace(" ", ""))
                            : part.getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "17    | x                                                | ",
                "69    | [0001]a[00]octet[00]                             | [0002]a[00]octet[00]",
                "427   | [02010000 0e 0000000000 0001 0000]               | [01010000 0e 0000000000 0001 0000]",
                "520   | [01010000 0000 0000 00000000 00000000 00000000 00000010]"
                    + " | [01020000 0000 0000 00000000 00000000 00000000 00000010]",
                "623   | [0600ff07 000000000000000009 20]                 | [0600fe07 000000000000000009 20]",
                "623   | [0600ff06 000011be 80000000]                     | [0600ff06 000011be 40000000]",
                "1194  | [38 0102030405060708 00 00000000]                | [28 0102030405060708 00 00000000]",
                "1434  | [02]                                             | [04]",
                "1604  | [1e000130 02fda8e3 00000000000000000000000000000000000000000000]"
                    + " | [1d000130 02fda8e3 00000000000000000000000000000000000000000000]",
                "3283  | [00140000]                                       | [00150000]",
                "3478  | [00010000 2112a442 000000000000000000000000]"
                    + " | [00010000 2112a443 000000000000000000000000]",
                "3702  | <?xml><Envelope><Body><Probe/></Body></Envelope>"
                    + " | <?xml><Envelope><Body><Other/></Body></Envelope>",
                "3702  | <:/>                                             | <x/>",
                "5060  | OPTIONS sip:a SIP/2.0                            | OPTIONS sip:a",
                "5351  | [0000]                                           | [0001]",
                "5353  | x | [0000 0000 0001 0000 0000 0000 01]a[00 0001 0001]",
                "5683  | [4001 7d70 bb].well-known[04]core                | [6045 7d70 bb].well-known[04]core",
                "10001 | [01000000]                                       | [01000001]",
                "10074 | call.startblast 2000 3                           | help",
                "11211 | [0000 0000 0001 0000]get a[0d0a]                 | [0000 0001 0001 0000]get a[0d0a]",
                "27015 | [ffffffff]TSource Engine Query[00]               | [fffffffe]TSource Engine Query[00]",
                "27960 | [ffffffff]getstatus                              | [ffffffff]getstatux",
                "32414 | M-SEARCH * HTTP/1.1                              | N-SEARCH * HTTP/1.1",
                "37810 | [20000000]DHIP                                   | [20000000]DHIQ",
                "47808 | [810a0008 0100 1008]                             | [810a0008 0100 1009]",
            })
    void aValidRequestIsAbuseAndANearMissIsAScanOfAnAmplifierPort(int port, String request, String near) {
        byte[] discovery = HexFormat.of().parseHex("000000000001000000000000095f736572766963657300000c0001");
        byte[] wanted = port == 5353 ? discovery : bytes(request);
        assertThat(rule(40_000, port, wanted)).as(request).isEqualTo(Rule.UDP_ABUSE);
        if (near != null) {
            assertThat(rule(40_000, port, bytes(near))).as(near).isEqualTo(Rule.UDP_AMPLIFIER_PORT);
            assertThat(verdict.has(Mark.AMPLIFIER_PORT)).isTrue();
        }
    }

    @Test
    void quicNeedsItsLengthAndDtlsItsHello() {
        byte[] initial = Arrays.copyOf(HexFormat.of().parseHex("c300000001"), 1200);
        assertThat(rule(40_000, 443, initial)).isEqualTo(Rule.UDP_ABUSE);
        assertThat(rule(40_000, 443, Arrays.copyOf(initial, 1199))).isEqualTo(Rule.UDP_AMPLIFIER_PORT);
        byte[] hello = HexFormat.of().parseHex("16feff0000000000000000002b01000000");
        assertThat(rule(40_000, 443, hello)).isEqualTo(Rule.UDP_ABUSE);
        hello[13] = 2;
        assertThat(rule(40_000, 443, hello)).isEqualTo(Rule.UDP_AMPLIFIER_PORT);
    }

    private static byte[] netbios(int type) {
        byte[] out = Arrays.copyOf(HexFormat.of().parseHex("000100000001000000000000" + "20"), 12 + 1 + 32 + 5);
        Arrays.fill(out, 13, 45, (byte) 'A');
        out[47] = (byte) type;
        out[49] = 1;
        return out;
    }

    @Test
    void aNodeStatusRequestIsAbuseAndANameQueryIsNoise() {
        assertThat(rule(137, 137, netbios(0x21))).isEqualTo(Rule.UDP_ABUSE);
        assertThat(rule(137, 137, netbios(0x20))).isEqualTo(Rule.UDP_NAME_NOISE);
        assertThat(rule(137, 137, netbios(0x22))).isEqualTo(Rule.UDP_AMPLIFIER_PORT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "161   | [30 1c 020101 0406]public[a2 0f 020101 020100 020100 3004 3002 0500]"
                    + " | [30 1c 020101 0406]public[a0 0f 020101 020100 020100 3004 3002 0500]",
                "389   | [30 0c 020101 65 07 0a0100 0400 0400]           | [30 0c 020101 60 07 0a0100 0400 0400]",
                "111   | [00000001 00000001 00000000 00000000 00000000 00000000]"
                    + " | [00000001 00000000 00000000 00000000 00000000 00000000]",
                "3478  | [01010000 2112a442 000000000000000000000000]"
                    + " | [01110000 2112a442 000000000000000000000000]",
                "3702  | <?xml version='1.0'?>                           | <xml>",
                "5060  | SIP/2.0 200 OK                                  | SIP/3.0 200 OK",
                "11211 | [0000 0000 0001 0000]STAT pid                   | [0000 0000 0001 0000]HELO pid",
                "37810 | [20000000]DHIP                                  | [20000000]DHIQ",
            })
    void anAnswerOfAReflectorIsBackscatter(int port, String answer, String near) {
        assertThat(rule(port, 40_000, bytes(answer))).as(answer).isEqualTo(Rule.UDP_ANSWER);
        assertThat(rule(port, 40_000, bytes(near))).as(near).isEqualTo(Rule.UDP_REST);
    }

    @Test
    void noPayloadOfAnyLengthIsReadBehindItsEnd() {
        for (int port = 0; port < 65_536; port += port < 1100 ? 1 : 7) {
            for (int length = 0; length < 30; length++) {
                byte[] payload = new byte[length];
                Arrays.fill(payload, (byte) (port % 3 == 0 ? 0xFF : port % 3));
                assertThat(rule(40_000, port, payload)).isNotNull();
                assertThat(rule(port, 40_000, payload)).isNotNull();
            }
        }
    }
}
