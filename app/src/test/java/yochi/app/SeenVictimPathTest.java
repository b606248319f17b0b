package yochi.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.line.HomeCentre;
import yochi.core.model.EventLog;
import yochi.core.model.SeenVictim;
import yochi.core.model.SeenVictimReport;
import yochi.node.line.Node;
import yochi.node.line.Pace;

/**
 * R-4, K-10 from a darknet abroad to the forecast at home, over TLS: which registered prefix was seen attacked is known
 * to its own country, where the nodes' policy says so; no address lies at the centre.
 */
class SeenVictimPathTest {
    private static final int NOON = (int) Instant.parse("2026-01-02T12:00:00Z").getEpochSecond();
    private static final int DARK = 0xC633_6401;
    private static final int REGISTERED = 0x0602_0001;
    private static final int AT_HOME = 0x0603_0001;
    private static final int ABROAD = 0x0702_0001;
    private static final int SCANNER = 0x0602_0002;

    @TempDir
    Path folder;

    private void inputs() throws IOException {
        MadeCapture capture = new MadeCapture();
        for (int victim : List.of(REGISTERED, AT_HOME, ABROAD)) {
            for (int i = 0; i < 45; i++) {
                capture.tcp(NOON + 2 * i, victim, 443, DARK + i, 1024 + i, MadeCapture.SYN_ACK);
            }
        }
        for (int i = 0; i < 9; i++) { // answers to a few packets of somebody's: no flood
            capture.tcp(NOON + 2 * i, SCANNER, 443, DARK + i, 1024 + i, MadeCapture.SYN_ACK);
        }
        Path in = Files.createDirectories(folder.resolve("in"));
        Files.write(in.resolve("dark.pcap"), capture.bytes());
        Files.writeString(folder.resolve("cc.csv"), "6.0.0.0,6.255.255.255,JP\n7.0.0.0,7.255.255.255,DE\n");
        Path rooms = Files.createDirectories(folder.resolve("centre/rooms"));
        Files.writeString(
                rooms.resolve("sites.yaml"), "sites:\n  - {name: w, sector: water, prefixes: [6.2.0.0/24]}\n");
    }

    private void run(HomeCentre centre, String name) throws Exception {
        RealNode.invite(centre.centre(), folder, name);
        String settings = "inputs: [" + folder.resolve("in") + "]\nplaces: [" + folder.resolve("cc.csv")
                + "]\npolicy: policy.yaml\n";
        try (Node node = RealNode.open(folder, name, settings, EventLog.none(), Optional.of(Pace.free()))) {
            node.start();
            assertThat(node.awaitDelivered(Duration.ofSeconds(60)))
                    .as(String.valueOf(node.standing()))
                    .isTrue();
            assertThat(node.standing().setAside()).isZero();
        }
    }

    private String known(String word) throws Exception {
        inputs();
        try (HomeCentre centre = RealCentre.wholeForNodes(folder, MadeTraffic.POLICY + word)) {
            run(centre, "n1");
            run(centre, "n2");
            var seen = centre.desk().situation().seen().until(Instant.parse("2026-01-03T00:00:00Z"));
            long day = NOON / 86_400;
            assertThat(seen.seen(SeenVictim.Kind.BACKSCATTER, true).number("JP", day, day))
                    .as("told by two nodes")
                    .isEqualTo(word.startsWith("victims") ? OptionalDouble.empty() : OptionalDouble.of(1));
            return seen.text();
        }
    }

    @Test
    void theRegisteredPrefixIsKnownAtHomeAndNoAddressLiesThere() throws Exception {
        String known = known("seenVictims: own-country\n");
        assertThat(known).contains("6.2.0.0/24");
        assertThat(known.split("Sight\\[", -1)).as("two victims at home, two nodes").hasSize(1 + 4);
        try (Stream<Path> files = Files.walk(folder.resolve("centre"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("6.2.0.1", "6.3.0.1", "7.2.0.1");
            }
        }
    }

    /** As {@link HouseTest} holds of the other reports: its makers are border, codec and evaluation. */
    @Test
    void onlyTheBorderMakesReportsOnSeenVictims() {
        noClasses()
                .that(resideOutsideOfPackages("yochi.node.border..", "yochi.link.wire..", "yochi.evaluation.."))
                .should()
                .callConstructorWhere(DescribedPredicate.describe(
                        "makes a report on seen victims",
                        call -> call.getTargetOwner().isEquivalentTo(SeenVictimReport.class)))
                .check(HouseTest.YOCHI);
    }

    @Test
    void aPolicyThatDoesNotSaySoTellsNothing() throws Exception {
        assertThat(known("victims: own-country\n")).as("which is about orders").isEqualTo("[]|[]");
    }
}
