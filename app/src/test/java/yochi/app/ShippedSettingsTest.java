package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import yochi.centre.line.CentreSettings;
import yochi.link.config.SettingsFile;
import yochi.node.line.NodeSettings;

/** The shipped settings files are read whole, and say what the defaults are. */
class ShippedSettingsTest {
    private static final Path CONFIG = Path.of(System.getProperty("yochi.root", "..")).resolve("config");
    private static final Path BASE = Path.of("/x");

    @Test
    void theCentresFileHoldsItsDefaults() {
        CentreSettings shipped = SettingsFile.read(CONFIG.resolve("centre.yaml"), CentreSettings.class);
        CentreSettings bare =
                SettingsFile.parse("home: JP\ndirectory: d\n", "bare", BASE, CentreSettings.class);
        assertThat(shipped.party()).isEqualTo(bare.party());
        assertThat(shipped.open()).isEqualTo(bare.open());
        assertThat(shipped.store()).isEqualTo(bare.store());
        assertThat(shipped.hosts()).isEqualTo(bare.hosts());
        assertThat(shipped.tokenLife()).isEqualTo(bare.tokenLife());
        assertThat(shipped.policies()).isEqualTo(bare.policies());
    }

    @Test
    void theNodesFileHoldsItsDefaults() {
        NodeSettings shipped = SettingsFile.read(CONFIG.resolve("node.yaml"), NodeSettings.class);
        NodeSettings bare = SettingsFile.parse(
                "invitation: i\ndirectory: d\ninputs: [x]\ncountry: JP\n", "bare", BASE, NodeSettings.class);
        assertThat(shipped.replay()).isEqualTo(bare.replay());
        assertThat(shipped.spool()).isEqualTo(bare.spool());
        assertThat(shipped.rehearsal()).isEqualTo(bare.rehearsal());
        assertThat(shipped.keptWindows()).isEqualTo(bare.keptWindows());
        assertThat(shipped.waitForPolicy()).isEqualTo(bare.waitForPolicy());
        assertThat(shipped.sketchKey()).isEqualTo(bare.sketchKey());
        assertThat(shipped.places()).isEqualTo(bare.places());
        assertThat(shipped.watch()).isEqualTo(bare.watch());
        assertThat(shipped.expansion()).isEqualTo(bare.expansion());
    }
}
