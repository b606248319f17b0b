package yochi.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Issue 2 §7: no bytes of the fleet make the node do anything but read or refuse them. */
class OpampTranslatorFuzzTest {
    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        assertThat(FleetChannel.heard(bytes)).isNotNull();
        try {
            OpampTranslator.read(bytes).offer().ifPresent(o -> assertThat(o.files()).isNotNull());
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }
}
