package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.centre.ledger.Entry;
import yochi.centre.line.HomeCentre;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.Ticker;
import yochi.link.config.SettingsFile;
import yochi.link.identity.OwnerOnlyFile;
import yochi.link.identity.SigningKey;
import yochi.node.border.KeyBundle;
import yochi.node.border.KeyRoster;
import yochi.node.border.WrappedSecret;
import yochi.node.line.Node;
import yochi.node.line.NodeSettings;
import yochi.node.line.SharedPace;

/**
 * G-5, K-10 from honeypots abroad over the centre to the firewall at home, over real TLS: who is likely to come
 * tomorrow, sealed before and scored after, and the centre learns no address.
 */
class SourcePathTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final int DAYS = 15;
    private static final LocalDate FORECAST = FIRST.plusDays(DAYS);
    private static final int FRESH = 20;
    private static final int SOURCES = (DAYS + 2) * FRESH;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WORD = "sources: {atLeast: 5, homes: [jp-1]}\n";

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final SharedPace pace = new SharedPace();
    private final SigningKey japan = SigningKey.generate(random);
    private final SigningKey singapore = SigningKey.generate(random);
    private final Map<String, List<Node>> nodes = new HashMap<>();
    private Optional<HomeCentre> opened = Optional.empty();
    private Stage stage = new Stage();

    @BeforeEach
    void files() throws IOException {
        Files.writeString(
                folder.resolve("sensors.yaml"),
                "version: yochi.sensors/1\nsensors:\n" + Stream.of("jp-1 JP", "sg-1 SG", "sg-2 SG")
                        .map(s -> s.split(" "))
                        .map(s -> "  - {name: " + s[0] + "-pot, country: " + s[1] + ", operator: lab, addresses: 1}\n")
                        .reduce("", String::concat));
        Files.writeString(folder.resolve("country.yaml"), MadeTraffic.POLICY + "sources: {atLeast: 5}\n");
        logs();
        keys();
    }

    /** Half of the world has IPv6: its bytes can be looked for in a file without ever being there by chance. */
    private static String address(int source) {
        return source % 2 == 0 ? "198.51.100." + source / 2 : "2001:db8:0:" + source + ":0:0:0:7";
    }

    /** Every day each node abroad sees new sources, most of which come home the day after and some of which return. */
    private void logs() throws IOException {
        SplittableRandom chance = new SplittableRandom(7);
        StringBuilder jp = new StringBuilder();
        StringBuilder one = new StringBuilder();
        StringBuilder two = new StringBuilder();
        Set<Integer> before = new TreeSet<>();
        Set<Integer> home = new TreeSet<>();
        for (int day = 0; day < DAYS + 2; day++) {
            home.removeIf(source -> chance.nextDouble() < 0.8);
            before.stream().filter(s -> chance.nextDouble() < 0.7).forEach(home::add);
            before.clear();
            for (int n = 0; n < FRESH; n++) {
                before.add(day * FRESH + n);
            }
            write(jp, "jp-1", day, home);
            write(one, "sg-1", day, before.stream().filter(s -> s % 4 < 2).toList());
            write(two, "sg-2", day, before.stream().filter(s -> s % 4 >= 2).toList());
        }
        Files.writeString(folder.resolve("jp-1.json"), jp);
        Files.writeString(folder.resolve("sg-1.json"), one);
        Files.writeString(folder.resolve("sg-2.json"), two);
    }

    /** The first and the last hour of each day hold something, so that observation time moves on. */
    private static void write(StringBuilder log, String node, int day, Iterable<Integer> sources) {
        session(log, node, day, 5, "192.0.2.1");
        int minute = 60;
        for (int source : sources) {
            session(log, node, day, minute, address(source));
            minute += 15;
        }
        session(log, node, day, 22 * 60 + 30, "192.0.2.1");
    }

    private static void session(StringBuilder log, String node, int day, int minute, String source) {
        Instant at = FIRST.plusDays(day).atStartOfDay().toInstant(ZoneOffset.UTC).plusSeconds(60L * minute);
        String id = node + day + "-" + minute;
        event(log, node, id, source, at, "session.connect", ",\"dst_port\":22");
        event(log, node, id, source, at.plusSeconds(1), "login.failed", ",\"username\":\"root\",\"password\":\"p\"");
        event(log, node, id, source, at.plusSeconds(2), "session.closed", "");
    }

    private static void event(
            StringBuilder log, String node, String id, String source, Instant at, String event, String more) {
        log.append("{\"src_ip\":\"" + source + "\",\"sensor\":\"" + node + "-pot\",\"eventid\":\"cowrie." + event
                + "\",\"session\":\"" + id + "\",\"timestamp\":\"" + at + "\"" + more + "}\n");
    }

    private void keys() throws IOException {
        List<String> lines = new ArrayList<>();
        List<KeyRoster.Entry> roster = new ArrayList<>();
        String pinned = "JP " + japan.publicPart() + "\nSG " + singapore.publicPart() + "\n";
        for (String node : List.of("jp-1", "sg-1", "sg-2")) {
            KeyPair pair = WrappedSecret.newPair(random);
            String open = HexFormat.of().formatHex(WrappedSecret.bytes(pair.getPublic()));
            OwnerOnlyFile.replace(
                    folder.resolve(node + ".pair"),
                    List.of(HexFormat.of().formatHex(WrappedSecret.bytes(pair.getPrivate())), open));
            boolean home = node.startsWith("jp");
            KeyRoster.Entry entry =
                    new KeyRoster.Entry(node, new Country(home ? "JP" : "SG"), open, FIRST.plusYears(1));
            roster.add(entry);
            lines.add(entry.line(home ? japan : singapore));
        }
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        Map<String, byte[]> closed = KeyRoster.wrap(secret, roster, FIRST, random);
        Files.createDirectory(folder.resolve("keys"));
        Files.writeString(
                folder.resolve("keys/first.keys"),
                KeyBundle.text(FIRST, new Country("SG"), lines, closed, singapore));
        Files.writeString(folder.resolve("operators"), pinned);
    }

    private void open(String policy, String... names) throws IOException {
        HomeCentre centre = RealCentre.wholeForNodes(folder, policy);
        opened = Optional.of(centre);
        for (String name : names) {
            Country country = new Country(name.startsWith("jp") ? "JP" : "SG");
            Files.writeString(
                    folder.resolve(name + ".yaml"),
                    centre.centre().inviteNode(name, country, "lab").text());
            String text = "invitation: " + name + ".yaml\ndirectory: " + name + "\ncountry: " + country
                    + "\nsensorsFile: sensors.yaml\nsensors: [" + name + "-pot]\n"
                    + "inputs: [" + folder.resolve(name + ".json") + "]\n"
                    + "sketchKeys: {pair: " + name + ".pair, operators: operators, folder: keys}\n"
                    + (name.equals("sg-2") ? "countryPolicy: country.yaml\n" : "")
                    + "replay: {until: " + FORECAST.plusDays(2) + "T00:00:00Z}\n";
            Files.writeString(folder.resolve(name + "-node.yaml"), text);
            Node node = new Node(
                    SettingsFile.parse(text, "test", folder, NodeSettings.class),
                    new Node.Surroundings(
                            InstantSource.system(),
                            Ticker.system(),
                            random,
                            EventLog.none(),
                            Optional.of(pace),
                            "0.1.0-test"));
            nodes.computeIfAbsent(name, n -> new ArrayList<>()).add(node);
            node.start();
        }
    }

    @AfterEach
    void stop() {
        nodes.values().forEach(all -> all.forEach(Node::close));
        opened.ifPresent(HomeCentre::close);
    }

    private HomeCentre centre() {
        return opened.orElseThrow();
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private List<Entry> entries(Entry.Kind kind) {
        return centre().desk().ledger().entries(0, 1000).stream()
                .filter(e -> e.kind() == kind)
                .toList();
    }

    private void awaitEntry(Entry.Kind kind, Instant round) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (entries(kind).isEmpty()) {
            assertThat(System.nanoTime()).as("waited for " + kind).isLessThan(end);
            Thread.sleep(50);
            centre().desk().foresee(round);
        }
    }

    private JsonNode ask(int expected, String... more) {
        stage = new Stage(InstantSource.system());
        List<String> arguments = new ArrayList<>(List.of("sources", "--config"));
        arguments.addAll(List.of(more));
        assertThat(stage.run(arguments.toArray(String[]::new)))
                .as(stage.out() + stage.err())
                .isEqualTo(expected);
        return expected == 0 ? JsonMapper.shared().readTree(stage.out()) : JsonMapper.shared().createObjectNode();
    }

    private String config(String node) {
        return folder.resolve(node + "-node.yaml").toString();
    }

    @Test
    void whoIsLikelyToComeIsSealedNamedAtHomeScoredAndNeverKnownToTheCentre() throws Exception {
        open(MadeTraffic.POLICY + WORD, "jp-1", "sg-1", "sg-2");
        ask(3, config("jp-1"), "--json", "-");
        assertThat(stage.err()).contains("no list lies here");
        pace.advanceTo(midnight(FORECAST).minusSeconds(3600));
        awaitEntry(Entry.Kind.LISTED, midnight(FORECAST).minusSeconds(3500));
        Entry sealed = entries(Entry.Kind.LISTED).getFirst();
        assertThat(sealed.body()).contains("\"from\":\"" + midnight(FORECAST)).doesNotContain("tcp/22");
        String now = midnight(FORECAST).plusSeconds(60).toString();
        Path into = folder.resolve("lists");
        JsonNode told = ask(0, config("jp-1"), "--at", now, "--into", into.toString(), "--json", "-");
        namesWhatItMay(told);
        assertThat(Files.readAllLines(into.resolve("tcp-22.txt")))
                .hasSize(told.path("sources").size())
                .allSatisfy(line -> assertThat(InetAddress.ofLiteral(line)).isNotNull());
        assertThat(Files.readAllLines(into.resolve("sources.csv")).get(1)).startsWith("tcp/22,1,").contains(",login,");
        leavesOutAndRefuses(now);
        assertThat(new TreeSet<>(List.of(centreFiles(folder.resolve("centre"))))).isEmpty();
        pace.release();
        awaitEntry(Entry.Kind.HITS, midnight(FORECAST.plusDays(1)).plusSeconds(900));
        scored(told);
        assertThat(centre().desk().ledger().verify(List.of())).isEmpty();
        assertThat(new TreeSet<>(List.of(centreFiles(folder.resolve("centre"))))).isEmpty();
    }

    /** What sg-1 closed for jp-1 and what jp-1 saw itself; of sg-2, whose country forbids it, none that only it saw. */
    private void namesWhatItMay(JsonNode told) {
        int length = told.path("lengths").path("tcp/22").asInt(0);
        Set<String> named = new HashSet<>();
        told.path("sources")
                .forEach(s -> named.add(
                        InetAddress.ofLiteral(s.path("address").asString("")).getHostAddress()));
        int unresolved = 0;
        for (JsonNode n : told.path("unresolved")) {
            unresolved += n.asInt(0);
        }
        System.out.println("list of " + length + ", named " + named.size() + ", unresolved " + told.path("unresolved"));
        assertThat(length).isGreaterThan(20);
        assertThat(named.size() + unresolved).isEqualTo(length);
        assertThat(told.path("expires").asString("")).isEqualTo(midnight(FORECAST.plusDays(1)).toString());
        Set<String> abroadOnly = new HashSet<>();
        told.path("sources").forEach(s -> {
            if (!s.path("seenHere").asBoolean(true)) {
                abroadOnly.add(s.path("address").asString(""));
                assertThat(s.path("homeDays").asInt(1)).isZero();
                assertThat(s.path("nodesAbroad").asInt(0)).isEqualTo(1);
            }
        });
        assertThat(abroadOnly).containsAll(seen("sg-1", DAYS - 1)).doesNotContainAnyElementsOf(seen("sg-2", 0));
        assertThat(unresolved).isGreaterThanOrEqualTo(FRESH / 2);
        assertThat(told.path("unresolved").size()).isEqualTo(1);
    }

    /** Who came to one of the two nodes abroad from a day on until the list's, by address. */
    private static Set<String> seen(String node, int from) {
        Set<String> out = new HashSet<>();
        for (int source = from * FRESH; source < DAYS * FRESH; source++) {
            if (source % 4 < 2 == node.equals("sg-1")) {
                out.add(InetAddress.ofLiteral(address(source)).getHostAddress());
            }
        }
        return out;
    }

    private void leavesOutAndRefuses(String now) throws IOException {
        Path known = Files.writeString(
                folder.resolve("known.txt"), "# ours\n198.51.100.0/24 scanner\n2001:db8:0:281:0:0:0:7\n");
        JsonNode less = ask(0, config("jp-1"), "--at", now, "--leave-out", known.toString(), "--json", "-");
        assertThat(less.path("leftOut").path("scanner").asInt(0)).isPositive();
        less.path("sources")
                .forEach(s -> assertThat(s.path("address").asString("")).doesNotStartWith("198.51.100."));
        Files.writeString(known, "198.51.100.0/24 scanner\nnonsense\n");
        ask(3, config("jp-1"), "--at", now, "--leave-out", known.toString());
        assertThat(stage.err()).contains("line 2").contains("nonsense");
        ask(3, config("jp-1"), "--at", midnight(FORECAST.plusDays(1)).toString());
        assertThat(stage.err()).contains("expired at 2026-01-17T00:00:00Z");
        ask(3, config("jp-1"), "--day", "2026-01-03", "--at", now);
        assertThat(stage.err()).contains("no list of 2026-01-03 lies here");
        ask(2, config("sg-1"), "--at", now);
        assertThat(stage.err()).contains("lists are for nodes of the home country JP");
    }

    private void scored(JsonNode told) {
        JsonNode hits = JsonMapper.shared()
                .readTree(entries(Entry.Kind.HITS).getFirst().body())
                .path("lists")
                .get(0);
        System.out.println("scored " + hits);
        assertThat(hits.path("unit").asString("")).isEqualTo("tcp/22");
        assertThat(hits.path("length").asInt(0)).isEqualTo(told.path("lengths").path("tcp/22").asInt(1));
        assertThat(hits.path("hits").asInt(0)).isPositive();
        assertThat(hits.path("rivals").size()).isEqualTo(3);
        assertThat(hits.path("hits").asInt(0))
                .isGreaterThan(hits.path("rivals").path("own list of the last 7 days").asInt(999));
        assertThat(centre().desk().ledger().book(10).parts())
                .anySatisfy(part -> assertThat(part.group().method()).isEqualTo("source.SourceForecast 1, tcp/22"));
    }

    /** Files in which any source stands in text, or, of IPv6, in bytes. */
    private String[] centreFiles(Path where) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(where)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (int source = 0; source < SOURCES; source++) {
                    InetAddress address = InetAddress.ofLiteral(address(source));
                    byte[] raw = address.getAddress();
                    boolean there = bytes.contains(address.getHostAddress())
                            || bytes.contains(address(source))
                            || (raw.length > 4 && bytes.contains(new String(raw, StandardCharsets.ISO_8859_1)));
                    if (there) {
                        found.add(file + " holds source " + source);
                    }
                }
            }
        }
        return found.toArray(String[]::new);
    }

    @Test
    void withoutTheWordNothingIsRememberedAndNothingLeaves() throws Exception {
        open(MadeTraffic.POLICY, "jp-1", "sg-1");
        pace.release();
        for (List<Node> all : nodes.values()) {
            assertThat(all.getFirst().awaitDelivered(PATIENCE)).isTrue();
        }
        for (String node : List.of("jp-1", "sg-1")) {
            assertThat(folder.resolve(node).resolve("sources.memory")).doesNotExist();
            assertThat(folder.resolve(node).resolve("sources/committed")).doesNotExist();
        }
        centre().desk().foresee(midnight(FORECAST));
        assertThat(entries(Entry.Kind.LISTED)).isEmpty();
    }

    @Test
    void aRevokedNodeIsToldNothing() throws Exception {
        open(MadeTraffic.POLICY + WORD, "jp-1");
        Node node = nodes.getOrDefault("jp-1", List.of()).getFirst();
        centre().centre().revoke(node.node(), "stolen");
        ask(4, config("jp-1"));
        assertThat(stage.err()).contains("the centre answers 403");
    }
}
