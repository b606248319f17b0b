package yochi.link.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S-7: text for people holds nothing to click on. */
class DefangTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://a.example/x.sh             | hxxp://a[.]example/x[.]sh
            HTTPS://A.EXAMPLE:8443/           | HxxPS://A[.]EXAMPLE:8443/
            ftp://b.example/f                 | fxp://b[.]example/f
            scanned from 192.0.2.7, port 23   | scanned from 192[.]0[.]2[.]7, port 23
            to 2001:db8::1 and ::             | to 2001[:]db8[:][:]1 and ::
            2001:db8:0:0:0:0:0:1              | 2001[:]db8[:]0[:]0[:]0[:]0[:]0[:]1
            write to soc@isp.example          | write to soc[at]isp[.]example
            javascript:alert                  | javascript[:]alert
            at 06:05:00, share 0.95, PT1H     | at 06:05:00, share 0.95, PT1H
            2024-02-19T06:05:00Z              | 2024-02-19T06:05:00Z
            AS64496 over tcp/443              | AS64496 over tcp/443
            """)
    void linksAndAddressesBecomeHarmlessAndNothingElseChanges(String given, String harmless) {
        assertThat(Defang.text(given)).isEqualTo(harmless);
    }

    @Test
    void doingItTwiceChangesNothingMore() {
        String once = Defang.text("http://u@a.example/?q=192.0.2.1 2001:db8::7 javascript:x");
        assertThat(Defang.text(once)).isEqualTo(once);
    }

    @Test
    void charactersThatHideOrReorderTextAreTakenOut() {
        assertThat(Defang.text("a\u202Egnp.exe\u200B\u0000b\nc")).isEqualTo("agnp[.]exeb\nc");
    }

    @Test
    void whatWasMadeHarmlessCanBeRestored() {
        String text = "https://a.example/x from 192.0.2.7, 2001:db8::1, soc@isp.example";
        assertThat(Defang.restore(Defang.text(text))).isEqualTo(text);
    }
}
