package yochi.link.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.regex.Pattern;

/** No text leaves with a live link or an IPv4 address, and doing it twice changes nothing more. */
class DefangFuzzTest {
    private static final Pattern LIVE = Pattern.compile("(?i)\\bhttps?://|\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b");

    @FuzzTest
    void noTextStaysLive(FuzzedDataProvider input) {
        String once = Defang.text(input.consumeRemainingAsString());
        assertThat(LIVE.matcher(once).find()).isFalse();
        assertThat(Defang.text(once)).isEqualTo(once);
    }
}
