package yochi.node.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.Country;
import yochi.node.Capture;
import yochi.node.Frames;
import yochi.node.classify.Rules;
import yochi.node.observation.Sensor;
import yochi.node.summary.Places;

/** Carpet bombing of IPv6 networks: one event on link, site or announced prefix (A-7; algorithms §1.4). */
class CarpetIpv6Test {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_000L * SECOND;

    /** Twenty answers a second for a minute and a half, from the victims that the function names. */
    private static List<Event> events(Places places, IntFunction<String> victim) {
        Capture capture = new Capture(ByteOrder.LITTLE_ENDIAN, true, Capture.ETHERNET);
        for (int i = 0; i < 1800; i++) {
            byte[] tcp = Frames.tcp(443, 40_000, Frames.SYN | Frames.ACK, 7);
            byte[] packet = Frames.ipv6(victim.apply(i), "2600:9::" + Integer.toHexString(1 + i % 200), 6, tcp);
            capture.add(START + i * SECOND / 20, Frames.ethernet(0x86DD, packet));
        }
        EventDesk desk = new EventDesk(Rules.shipped(), places);
        Seen.read(capture, desk, Sensor.of("s1", new Country("SG")));
        return desk.events();
    }

    private static String hex(int number) {
        return Integer.toHexString(number);
    }

    @Test
    void oneHostIsAnAddress() {
        assertThat(events(Places.none(), i -> "2600:1:2:3::5")).singleElement().satisfies(e -> {
            assertThat(e.key()).isEqualTo(new EventKey("address", "2600:1:2:3:0:0:0:5"));
            assertThat(e.packets()).isEqualTo(1800);
        });
    }

    @Test
    void manyHostsOfOneLinkAreOneEventOnIt() {
        assertThat(events(Places.none(), i -> "2600:1:2:3::" + hex(1 + i % 100)))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.key()).isEqualTo(new EventKey("/64", "2600:1:2:3:0:0:0:0/64"));
                    assertThat(e.marks()).contains("carpet");
                    assertThat(e.addresses()).isEqualTo(100);
                });
        // Fewer than ten hosts: single ones are attacked.
        assertThat(events(Places.none(), i -> "2600:1:2:3::" + hex(1 + i % 9)))
                .hasSize(9)
                .allMatch(e -> e.key().level().equals("address"));
    }

    @Test
    void manyLinksOfOneSiteAreOneEventOnItAndTwoSitesAreTwo() {
        assertThat(events(Places.none(), i -> "2600:1:2:" + hex(i % 64) + "::1"))
                .singleElement()
                .satisfies(e -> assertThat(e.key()).isEqualTo(new EventKey("/48", "2600:1:2:0:0:0:0:0/48")));
        assertThat(events(Places.none(), i -> "2600:1:" + (2 + i % 2) + ":" + hex(i % 64) + "::1"))
                .extracting(e -> e.key().text())
                .containsExactly("2600:1:2:0:0:0:0:0/48", "2600:1:3:0:0:0:0:0/48");
    }

    @Test
    void whatOneSystemAnnouncesIsAKeyUpToASlash32(@TempDir Path folder) throws IOException {
        IntFunction<String> spread = i -> "2600:1:" + hex(i % 64) + "::1";
        Path forty = Files.writeString(folder.resolve("a.csv"), "2600:1::,2600:1:ff:ffff:ffff:ffff:ffff:ffff,64500\n");
        assertThat(events(Places.none().with(forty), spread)).singleElement().satisfies(e -> {
            assertThat(e.key()).isEqualTo(new EventKey("routed", "2600:1:0:0:0:0:0:0/40"));
            assertThat(e.addresses()).isEqualTo(64);
        });
        Path provider =
                Files.writeString(folder.resolve("b.csv"), "2600:1::,2600:1:ffff:ffff:ffff:ffff:ffff:ffff,64500\n");
        assertThat(events(Places.none().with(provider), spread)).singleElement().satisfies(e -> assertThat(e.key())
                .isEqualTo(new EventKey("routed", "2600:1:0:0:0:0:0:0/32")));
        // One bit wider is no key any more.
        Path wider =
                Files.writeString(folder.resolve("c.csv"), "2600::,2600:1:ffff:ffff:ffff:ffff:ffff:ffff,64500\n");
        assertThat(events(Places.none().with(wider), spread))
                .noneMatch(e -> e.key().level().equals("routed"));
    }
}
