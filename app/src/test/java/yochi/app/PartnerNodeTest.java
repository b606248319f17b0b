package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.centre.collection.Parcels;
import yochi.centre.line.Centre;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.Ticker;
import yochi.link.config.SettingsFile;
import yochi.link.identity.OwnerOnlyFile;
import yochi.link.identity.SigningKey;
import yochi.node.border.KeyRoster;
import yochi.node.border.WrappedSecret;
import yochi.node.line.Node;
import yochi.node.line.NodeSettings;
import yochi.node.line.Pace;
import yochi.node.line.PartnerBook;

/**
 * machines of Australia that a node in Singapore saw attacking reach the Australian node, closed on the way;
 * forged ones, and those of a country without a node, reach nobody.
 */
class PartnerNodeTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NOON = (int) Instant.parse("2026-01-02T12:00:00Z").getEpochSecond();
    private static final String[] DARK = {"198.51.100.1", "198.51.100.65", "198.51.100.129"};
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SENSORS =
            """
            version: yochi.sensors/1
            sensors:
              - {name: s1, country: SG, operator: lab, monitored: [198.51.100.0/26]}
              - {name: s2, country: SG, operator: lab, monitored: [198.51.100.64/26]}
              - {name: s3, country: SG, operator: lab, monitored: [198.51.100.128/26]}
            """;

    @TempDir
    Path folder;

    private final Random chance = new Random(5);

    private static int address(String text) {
        return ByteBuffer.wrap(InetAddress.ofLiteral(text).getAddress()).getInt();
    }

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("sensors.yaml"), SENSORS);
        Files.writeString(
                folder.resolve("cc.csv"),
                "6.0.0.0,6.255.255.255,AU\n192.0.2.0,192.0.2.255,AU\n203.0.113.0,203.0.113.255,NZ\n");
        Files.createDirectories(folder.resolve("quiet"));
        Files.createDirectories(folder.resolve("in"));
        List<String> operators = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String node : List.of("sg-1 SG", "au-1 AU")) {
            String name = node.substring(0, 4);
            Country country = new Country(node.substring(5));
            KeyPair pair = WrappedSecret.newPair(RANDOM);
            String open = HexFormat.of().formatHex(WrappedSecret.bytes(pair.getPublic()));
            OwnerOnlyFile.replace(
                    folder.resolve(name + ".key"),
                    List.of(HexFormat.of().formatHex(WrappedSecret.bytes(pair.getPrivate())), open));
            SigningKey operator = SigningKey.generate(RANDOM);
            operators.add(country + " " + operator.publicPart());
            lines.add(new KeyRoster.Entry(name, country, open, LocalDate.of(2100, 1, 1)).line(operator));
        }
        Files.write(folder.resolve("operators.txt"), operators);
        Files.write(folder.resolve("roster.txt"), lines);
    }

    private void inputs(boolean guilty) throws IOException {
        MadeCapture capture = new MadeCapture();
        for (int n = 0; n < 200; n++) {
            int source = address("6.0.0.1") + (n << 16) + n;
            for (int second = 0; second <= 900; second += 300) {
                for (int s = 0; s < 3; s++) {
                    capture.scan(NOON + second, source, address(DARK[s]), 50 - s, 512);
                    capture.scan(NOON + second, source + 5, address(DARK[s]), 33 + chance.nextInt(31), 700);
                }
            }
        }
        if (guilty) {
            for (int second = 0; second <= 660; second += 60) {
                for (int s = 0; s < 3; s++) {
                    capture.scan(NOON + second + s, address("6.201.2.10"), address(DARK[s]), 44 - s, 65_535);
                }
            }
            Files.writeString(
                    folder.resolve("in/cowrie.json"), logins("192.0.2.7", "a") + logins("203.0.113.9", "b"));
        }
        Files.write(folder.resolve("in/dark.pcap"), capture.bytes());
    }

    private static String logins(String source, String session) {
        StringBuilder log = new StringBuilder(event(source, session, 1, "session.connect", ",\"dst_port\":22"));
        for (int i = 2; i < 6; i++) {
            log.append(event(source, session, i, "login.failed", ",\"username\":\"root\",\"password\":\"p" + i + "\""));
        }
        return log.append(event(source, session, 7, "session.closed", "")).toString();
    }

    private static String event(String source, String session, int second, String id, String more) {
        return "{\"src_ip\":\"" + source + "\",\"sensor\":\"s1\",\"eventid\":\"cowrie." + id + "\",\"session\":\""
                + session + "\",\"timestamp\":\"2026-01-02T12:20:0" + second + ".5Z\"" + more + "}\n";
    }

    private Node node(Centre centre, String name, String country, String inputs, String policy) throws IOException {
        Files.writeString(
                folder.resolve(name + ".yaml"),
                centre.inviteNode(name, new Country(country), "lab").text());
        Files.writeString(folder.resolve(name + "-policy.yaml"), policy);
        String settings = "invitation: " + name + ".yaml\ndirectory: " + name + "\ncountry: " + country
                + "\nsensorsFile: sensors.yaml\nplaces: [cc.csv]\ncountryPolicy: " + name
                + "-policy.yaml\npolicy: " + name + "-policy.yaml\n" + inputs + "\npartners: {pair: " + name
                + ".key, operators: operators.txt, roster: roster.txt, tables: 2026-01-01, look: 100ms}\n";
        Files.writeString(folder.resolve(name + "-node.yaml"), settings);
        return new Node(
                SettingsFile.parse(settings, "test", folder, NodeSettings.class),
                new Node.Surroundings(
                        InstantSource.system(),
                        Ticker.system(),
                        RANDOM,
                        EventLog.none(),
                        Optional.of(Pace.free()),
                        "0.1.0-test"));
    }

    private static String policy(String offenders) {
        return MadeTraffic.POLICY + "offenders: " + offenders + "\n";
    }

    private PartnerBook book(String node) {
        return PartnerBook.read(PartnerBook.folder(folder.resolve(node)));
    }

    private static void await(java.util.function.BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(50);
        }
    }

    /** What the two nodes have when the sender's inputs are read and sent. */
    private interface Look {
        void at(Centre centre) throws Exception;
    }

    private void run(boolean guilty, String takes, Look look) throws Exception {
        inputs(guilty);
        try (Centre centre = RealCentre.forNodes(folder, policy("partners"));
                Node au = node(centre, "au-1", "AU", "watch: {folder: quiet}", policy(takes));
                Node sg = node(centre, "sg-1", "SG", "inputs: [" + folder.resolve("in") + "]", policy("partners"))) {
            au.start();
            sg.start();
            assertThat(sg.awaitDelivered(PATIENCE)).as(String.valueOf(sg.standing())).isTrue();
            assertThat(sg.standing().judged()).isGreaterThan(4000);
            look.at(centre);
        }
    }

    @Test
    void whatIsProvenReachesItsOwnCountrysNodeAndTheCentreReadsNothing() throws Exception {
        run(true, "partners", centre -> {
            await(() -> machines().size() >= 2);
            assertThat(machines())
                    .containsExactlyInAnyOrder("6.201.2.10 REPEATED_SCAN 2026-01-01", "192.0.2.7 LOGIN 2026-01-01");
            assertThat(book("sg-1").told())
                    .extracting(l -> l.country() + " " + l.to().orElse("nobody"))
                    .contains("AU au-1", "NZ nobody");
            assertThat(book("au-1").refused()).isEmpty();
            String shown = cli("node", "machines", "--config", config());
            assertThat(shown).contains("6.201.2.10", "One scanner at 3 sensors", "by the table of 2026-01-01");
            assertThat(cli("node", "machines", "--config", folder.resolve("sg-1-node.yaml").toString()))
                    .contains("machines of NZ: 1, told to nobody");
            cli("node", "machines", "--config", config(), "--acknowledge", "all", "--by", "A. Operator");
            await(() -> state(centre, Parcels.State.ACKNOWLEDGED) == book("au-1").reports().size());
            assertThat(state(centre, Parcels.State.ACKNOWLEDGED)).isEqualTo(book("au-1").reports().size());
            JsonNode told = JsonMapper.shared()
                    .readTree(cli("node", "machines", "--config", config(), "--json", "-"));
            assertThat(told.path("reports").get(0).path("acknowledged").path("by").asString(""))
                    .isEqualTo("A. Operator");
            assertThat(cli("node", "machines", "--config", config(), "--language", "ja")).contains("センサー");
            assertThat(cli("node", "machines", "--config", config(), "--csv", "-")).contains(",192.0.2.7,", ",login,");
        });
        assertThat(holds(folder.resolve("centre"), "192.0.2.7", "6.201.2.10")).isEmpty();
    }

    @Test
    void aFloodWithForgedSourcesOfAnotherCountryTellsNobody() throws Exception {
        run(false, "partners", centre -> {
            assertThat(centre.parcels().counts()).isEmpty();
            assertThat(book("sg-1").told()).isEmpty();
        });
    }

    @Test
    void aNodeWhosePolicyDoesNotSaySoTakesNothing() throws Exception {
        run(true, "own-country", centre -> {
            Thread.sleep(500);
            assertThat(state(centre, Parcels.State.WAITING)).isPositive();
            assertThat(machines()).isEmpty();
        });
    }

    private static long state(Centre centre, Parcels.State state) {
        return centre.parcels().counts().stream()
                .filter(c -> c.state() == state)
                .mapToLong(Parcels.Count::parcels)
                .sum();
    }

    private String config() {
        return folder.resolve("au-1-node.yaml").toString();
    }

    private List<String> machines() {
        return book("au-1").reports().stream()
                .flatMap(r -> r.report().offenders().stream()
                        .map(o -> o.address().network() + " " + o.evidence() + " "
                                + r.report().tables().orElseThrow()))
                .distinct()
                .toList();
    }

    private static String cli(String... args) {
        Stage stage = new Stage(InstantSource.system());
        assertThat(stage.run(args)).isZero();
        return stage.out();
    }

    /** Files below a folder that hold one of the texts, or the bytes of the address that it is. */
    private static List<String> holds(Path root, String... addresses) throws IOException {
        List<String> out = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                for (String a : addresses) {
                    String raw = new String(InetAddress.ofLiteral(a).getAddress(), StandardCharsets.ISO_8859_1);
                    if (bytes.contains(a) || bytes.contains("\n\u0004" + raw)) {
                        out.add(file + " " + a);
                    }
                }
            }
        }
        return out;
    }
}
