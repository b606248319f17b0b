package yochi.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import yochi.centre.line.Centre;
import yochi.core.model.Country;
import yochi.core.model.EpochReport;
import yochi.core.model.EventLog;
import yochi.core.model.Ticker;
import yochi.link.config.SettingsFile;
import yochi.node.line.Node;
import yochi.node.line.NodeSettings;
import yochi.node.line.Pace;

/** Nodes in a test's folder beside a {@link RealCentre}: in this JVM, or as processes of their own. */
final class RealNode {
    private RealNode() {}

    /** The centre's operator hands over an invitation. */
    static void invite(Centre centre, Path folder, String name) throws IOException {
        Files.writeString(
                folder.resolve(name + ".yaml"),
                centre.inviteNode(name, new Country("SG"), "lab").text());
    }

    private static String text(Path folder, String name, String more) {
        String sensors = Files.exists(folder.resolve("sensors.yaml")) ? "sensorsFile: sensors.yaml\n" : "";
        return "invitation: " + name + ".yaml\ndirectory: " + name + "\ncountry: SG\n" + sensors + more;
    }

    /** In this JVM; {@code more} are further lines of its settings. */
    static Node open(Path folder, String name, String more, EventLog events, Optional<Pace> pace) {
        NodeSettings settings = SettingsFile.parse(text(folder, name, more), "test", folder, NodeSettings.class);
        return new Node(
                settings,
                new Node.Surroundings(
                        InstantSource.system(), Ticker.system(), new SecureRandom(), events, pace, "0.1.0-test"));
    }

    /** As a process of its own, whose output goes to a file of that name. */
    static Child run(Path folder, String name, String out, String more) throws IOException {
        Path config = Files.writeString(folder.resolve(name + "-node.yaml"), text(folder, name, more));
        return Child.start(
                Yochi.class, folder.resolve(out), "node", "--config", config.toString(), "--log", "info");
    }

    /** All reports that the centre has. */
    static List<EpochReport> stored(Centre centre) {
        List<EpochReport> out = new ArrayList<>();
        centre.store().read(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), out::add);
        return out;
    }
}
