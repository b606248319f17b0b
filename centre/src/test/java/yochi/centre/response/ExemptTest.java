package yochi.centre.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.Prefix;

/** a machine in a block of those who scan to investigate is exempt, however many blocks there are. */
class ExemptTest {
    @TempDir
    Path folder;

    private Exempt of(List<String> lines) throws IOException {
        List<String> all = new ArrayList<>(List.of("block,name,source"));
        all.addAll(lines);
        return new Exempt(Optional.of(Files.write(folder.resolve("exempt.csv"), all)));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, narrow",
        "192.0.2.200, wide",
        "192.0.2.128/25, wide",
        "192.0.0.0/16, ",
        "198.51.100.1, ",
        "2001:db8:0:0:0:0:0:7, six",
        "2001:db8::8, six",
        "2001:db8:0:1::7, "
    })
    void aMachineInABlockIsExemptInWhateverSpelling(String machine, String name) throws IOException {
        Exempt exempt = of(List.of("192.0.2.0/25,narrow,x", "192.0.2.128/25,wide,x", "2001:db8::/64,six,x"));
        assertThat(exempt.of(Prefix.parse(machine))).isEqualTo(Optional.ofNullable(name));
    }

    /** Block by block this took minutes, in the transaction that takes a report. */
    @Test
    @Timeout(30)
    void aFullListIsLookedUpAtOnce() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            lines.add("10." + (i >> 16) + "." + (i >> 8 & 0xFF) + "." + (i & 0xFF) + ",n" + i + ",x");
        }
        Exempt exempt = of(lines);
        for (int i = 0; i < 5_000; i++) {
            assertThat(exempt.of(Prefix.parse("203.0.113." + i % 256))).isEmpty();
        }
        assertThat(exempt.of(Prefix.parse("10.1.134.159"))).contains("n99999");
    }
}
