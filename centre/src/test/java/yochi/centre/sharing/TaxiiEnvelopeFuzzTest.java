package yochi.centre.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import yochi.centre.store.ControlStore;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.Tlp;
import yochi.link.exchange.Producer;
import yochi.link.exchange.Recipient;

/** S-4: whatever a reader adds is taken or refused with a reason, and what was taken can be found and deleted again. */
class TaxiiEnvelopeFuzzTest {
    private static final Reader READER =
            new Reader(new Recipient("isp-a", Set.of(new Asn(64_496)), Tlp.AMBER_STRICT), true);
    private static final String OWN = Sharing.ownAlias("isp-a");
    private static final Sharing SHARING = sharing();

    private static Sharing sharing() {
        try {
            Path folder = Files.createTempDirectory("yochi-envelope");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> sweep(folder)));
            return new Sharing(
                    ControlStore.open(folder.resolve("sharing.db"), Sharing.MIGRATIONS),
                    new Producer("centre.example", new Country("JP"), Instant.EPOCH),
                    InstantSource.fixed(Instant.EPOCH),
                    EventLog.none());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void sweep(Path folder) {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            System.err.println("left behind: " + folder);
        }
    }

    @FuzzTest
    void anyEnvelopeIsTakenOrRefusedAndWhatIsTakenIsFound(byte[] bytes) {
        List<JsonNode> objects;
        try {
            objects = Envelope.read(bytes);
        } catch (TaxiiError refused) {
            assertThat(refused).hasMessageMatching("(?s).{5,}");
            return;
        }
        List<JsonNode> good = objects.stream().filter(Envelope::isObject).toList();
        SHARING.add(READER, OWN, good);
        Set<String> ids = new HashSet<>();
        good.forEach(o -> ids.add(o.path("id").stringValue()));
        for (String id : ids) {
            Filter one = new Filter(-1, Filter.MAX_PAGE, List.of(id), List.of(), List.of("all"), List.of());
            assertThat(SHARING.find(OWN, one).objects()).isNotEmpty().allMatch(o -> o.id().equals(id));
            assertThat(SHARING.delete(OWN, one)).isPositive();
        }
        Filter all = new Filter(-1, 1, List.of(), List.of(), List.of("all"), List.of());
        assertThat(SHARING.find(OWN, all).isEmpty()).isTrue();
    }
}
