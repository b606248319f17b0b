package yochi.node.offence;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import yochi.core.model.Service;

/** Issue 5 §6: whatever lies in the file of the memory, it is read or refused, and what is read is written again. */
class SourceDaysFuzzTest {
    @FuzzTest
    void theMemoryIsReadOrRefused(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (String file : new String[] {text, head(" 4 0 1f 3 LOGIN"), head(text)}) {
            try {
                SourceDays days = SourceDays.read(file.lines().toList());
                assertThat(SourceDays.read(days.lines()).lines()).isEqualTo(days.lines());
                days.forget(7);
                assertThat(days.sources(Service.tcp(22), 20_000, 7)).hasSizeLessThanOrEqualTo(days.size());
            } catch (IllegalArgumentException refused) {
                assertThat(refused).isNotNull();
            }
        }
    }

    private static String head(String text) {
        return "yochi.source-days/1 20000 3 0 1728000000 1\ntcp/22 s1\n" + text;
    }
}
