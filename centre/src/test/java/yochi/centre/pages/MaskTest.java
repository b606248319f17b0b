package yochi.centre.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MaskTest {
    private final Mask mask = new Mask();

    @Test
    void showsAsNumbersAsDocumentationOnesAndTheSameOriginalAlwaysAsTheSame() {
        String first = mask.hide("orders against AS1234 and AS99");
        assertThat(first).isEqualTo("orders against AS64496 and AS64497");
        assertThat(mask.hide("AS99 again")).isEqualTo("AS64497 again");
    }

    @Test
    void leavesDocumentationNumbersAndAddressesAsTheyAre() {
        String text = "AS64500 192.0.2.7 198.51.100.0/24 203.0.113.9 2001:db8::5 127.0.0.1";
        assertThat(mask.hide(text)).isEqualTo(text);
    }

    @Test
    void showsAddressesAsDocumentationOnes() {
        assertThat(mask.hide("drop 11.22.33.44/32 to 2a00:1:2::7")).isEqualTo("drop 198.51.100.1/32 to 2001:db8::2");
    }

    @Test
    void neverTakesATimeADigestOrAVersionForAnAddress() {
        String text = "at 12:30:00, 2026-11-21T03:04:05Z, digest ab12cd34ef567890, version 0.1.0, tcp/445";
        assertThat(mask.hide(text)).isEqualTo(text);
    }

    @Test
    @Timeout(5)
    void takesTimeInProportionToTheTextHoweverItIsMade() {
        String hostile = "a:".repeat(50_000) + "1.".repeat(50_000) + "AS" + "9".repeat(50_000);
        assertThat(mask.hide(hostile)).startsWith("a:a:").endsWith("AS" + "9".repeat(50_000));
    }

    @Test
    void staysInsideTheDocumentationBlocksHoweverManyOriginalsThereAre() {
        for (int i = 1; i < 6000; i++) {
            assertThat(mask.hide("AS" + i)).matches("AS(6449[6-9]|6450\\d|6451[01])");
        }
    }
}
