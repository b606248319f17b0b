package yochi.centre.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;

/** Any export is either refused with a reason or read, and no line makes the check fall over. */
class ExportFuzzTest {
    private static final String HEAD =
            "{\"schema\":\"yochi.ledger/1\",\"centre\":\"urn:yochi:centre:x\",\"signingKey\":\"" + "A".repeat(43)
                    + "\"}";

    @FuzzTest
    void anyExportIsRefusedOrChecked(FuzzedDataProvider input) throws IOException {
        int way = input.consumeInt(0, 2);
        String text = input.consumeRemainingAsString();
        String hash = "0".repeat(64);
        String tried = switch (way) {
            case 0 -> text;
            case 1 -> HEAD + "\n" + text;
            default ->
                HEAD + "\n{\"number\":1,\"kind\":\"sealed\",\"subject\":\"s\","
                        + "\"sealedAt\":\"2026-01-02T03:04:05Z\",\"body\":" + text
                        + ",\"previous\":\"" + hash + "\",\"hash\":\"" + hash + "\"}";
        };
        ChainCheck check = new ChainCheck(List.of());
        try {
            Export.read(new BufferedReader(new StringReader(tried)), line -> {
                assertThat(ChainLine.parse(line.toString())).isEqualTo(line);
                check.add(line);
            });
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
        check.report();
    }
}
