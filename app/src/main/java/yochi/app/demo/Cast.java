package yochi.app.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yochi.analysis.cube.Grouping;
import yochi.centre.desk.Person;
import yochi.centre.line.Centre;
import yochi.centre.line.CentreSettings;
import yochi.centre.line.HomeCentre;
import yochi.centre.line.NoticePlan;
import yochi.centre.line.Invitation;
import yochi.centre.open.OpenSettings;
import yochi.centre.pages.About;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.link.config.Secret;
import yochi.link.config.SettingsFile;
import yochi.link.identity.IdentityFolder;
import yochi.link.identity.OwnerOnlyFile;
import yochi.link.identity.Signed;
import yochi.link.identity.SigningKey;
import yochi.link.table.TableSettings;
import yochi.node.line.Node;
import yochi.node.line.NodeSettings;
import yochi.node.line.Pace;

/** Makes the parties: each gets its own directory and identity and knows of the others only what it was handed. */
final class Cast {
    private static final List<About.Source> SOURCES = List.of(
            new About.Source(
                    "marx honeypots, Data-Driven Security contributors",
                    "https://datadrivensecurity.info",
                    "CC BY-SA 4.0"),
            new About.Source("DDoSia target lists, ddosia-tracker and witha.name", "https://witha.name", "MIT"),
            new About.Source("IP Geolocation by DB-IP", "https://db-ip.com", "CC BY 4.0"));

    /** The order lists of 2023 and 2024 name networks by tables of that month (their PROVENANCE.txt). */
    private static final LocalDate LIST_TABLE = LocalDate.parse("2026-06-01");

    /** Long enough to be killed in. */
    private static final Duration HOLD = Duration.ofSeconds(60);

    private static final String SITES =
            """
            date: 2026-11-22
            sites:
              - {name: waterworks-example, sector: water, prefixes: [192.0.2.0/25], domains: [water.example],
                 criticality: high, member: isp-example, exercised: 2026-09-01, stake: {cost: 1, loss: 20}}
              - {name: bank-example, sector: finance, prefixes: [192.0.2.128/26], domains: [bank.example],
                 criticality: high, member: isp-example, stake: {cost: 1, loss: 8}}
              - {name: city-example, sector: government, prefixes: [198.51.100.0/24], domains: [city.example]}
            """;

    private final Setting setting;
    private final Secret sketchKey;
    private final SigningKey approver;
    private final Secret dutyToken;

    Cast(Setting setting) {
        this.setting = setting;
        byte[] secret = new byte[32];
        setting.random().nextBytes(secret);
        sketchKey = new Secret(HexFormat.of().formatHex(secret));
        approver = IdentityFolder.open(setting.folder("approver")).signingKey(setting.random());
        dutyToken = new Secret(AttackAct.token(setting));
    }

    SigningKey approver() {
        return approver;
    }

    /** With it whoever watches sits down at the duty desk; good for this run only. */
    String dutyToken() {
        return dutyToken.value();
    }

    /** The register of protected sites: made up, on documentation addresses, so that no recorded order means them. */
    private Path register() {
        Path file = setting.folder("register").resolve("sites.yaml");
        OwnerOnlyFile.folder(setting.folder("register"));
        OwnerOnlyFile.replace(file, SITES.lines().toList());
        return file;
    }

    /** Whoever watches may do all that people on duty may. */
    private CentreSettings.SituationPlan situation() {
        CentreSettings.SituationPlan usual = CentreSettings.SituationPlan.withTable(LIST_TABLE);
        return new CentreSettings.SituationPlan(
                usual.decisions(),
                Optional.of(register()),
                usual.events(),
                usual.networkTable(),
                usual.stakes(),
                List.of(new Person("visitor", Person.Role.CHIEF, dutyToken)),
                usual.keep());
    }

    HomeCentre centre() {
        CentreSettings settings = new CentreSettings(
                "home",
                setting.scenario().home(),
                setting.folder("centre"),
                new CentreSettings.Listen("127.0.0.1", 0),
                new CentreSettings.Listen("127.0.0.1", 0),
                List.of("127.0.0.1", "localhost"),
                Duration.ofHours(1),
                Map.of(CentreSettings.OTHER, setting.scenario().policy()),
                TableSettings.usual(),
                Duration.ZERO,
                yochi.centre.sharing.Sharing.KEPT,
                Grouping.SENSOR,
                Optional.of(approver.publicPart()),
                true,
                OpenSettings.defaults().under("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
                List.of(),
                NoticePlan.usual().withUpdatesEvery(Duration.ZERO), // days of the record pass in seconds
                situation());
        EventLog approving = setting.party("approver");
        EventTrail trail = new EventTrail(setting.events());
        return HomeCentre.open(
                settings,
                new yochi.centre.line.Surroundings(
                        setting.clock(), setting.ticker(), setting.random(), setting.party("centre")),
                new HomeCentre.Approval(approver.publicPart(), notice -> {
                    Signed<yochi.core.model.Notice> both = notice.countersigned(approver);
                    approving.mark("notice.countersigned", notice.body().id(), Map.of());
                    return Optional.of(both);
                }),
                new HomeCentre.Look(
                        setting.version(),
                        setting.scenario().campaign().isEmpty(),
                        true,
                        setting.scenario().campaign().isEmpty() ? SOURCES : List.of(),
                        () -> LoopFigures.of(trail)));
    }

    /** Hands a node its invitation: a file that only the two operators see. */
    Path invite(Centre centre, Role role) {
        Invitation invitation = centre.inviteNode(role.name(), role.country(), role.operator());
        Path file = setting.folder("node-" + role.name()).resolve("invitation.yaml");
        OwnerOnlyFile.folder(setting.folder("node-" + role.name()));
        OwnerOnlyFile.replace(file, invitation.text().lines().toList());
        return file;
    }

    /** What a node is told that follows the pace it is handed. */
    NodeSettings node(Path invitation, Role role) {
        return node(invitation, role, Optional.empty(), 0, Optional.empty());
    }

    /**
     * What a node of its own process is told, as the file it reads.
     *
     * @param follow file with the pace
     * @param holdAt number of the report after whose acknowledgement it holds still; 0 for none
     */
    String apart(Path invitation, Role role, Path follow, long holdAt) {
        return SettingsFile.disclose(
                node(invitation, role, Optional.of(follow), holdAt, Optional.of(setting.events())));
    }

    private NodeSettings node(
            Path invitation, Role role, Optional<Path> follow, long holdAt, Optional<Path> events) {
        return new NodeSettings(
                invitation,
                setting.folder("node-" + role.name()),
                role.inputs(),
                NodeSettings.Watch.NONE,
                NodeSettings.ExpansionBound.USUAL,
                Optional.empty(),
                Optional.empty(),
                role.sensors(),
                role.sensors().isPresent() ? List.of(role.name()) : List.of(),
                role.country(),
                List.of(),
                Optional.of(sketchKey),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10),
                new NodeSettings.Replay(role.from(), Optional.of(role.until()), 0, follow, role.moved()),
                new NodeSettings.SpoolBound(10_000, yochi.link.config.ByteSize.parse("1GiB")),
                60,
                Optional.empty(),
                Optional.empty(),
                new NodeSettings.Rehearsal(holdAt, holdAt > 0 ? HOLD : Duration.ZERO),
                events);
    }

    /**
     * Who a node is and what it replays.
     *
     * @param name its own and its sensor's
     * @param sensors who watched; empty: one sensor of its own name
     * @param moved how far the times of its inputs are moved
     */
    record Role(
            String name,
            Country country,
            String operator,
            List<String> inputs,
            Optional<Path> sensors,
            Optional<Instant> from,
            Instant until,
            Duration moved) {
        Role(
                String name,
                Country country,
                String operator,
                List<String> inputs,
                Path sensors,
                Optional<Instant> from,
                Instant until) {
            this(name, country, operator, inputs, Optional.of(sensors), from, until, Duration.ZERO);
        }
    }

    Node start(NodeSettings settings, String name, Pace pace) {
        Node node = new Node(
                settings,
                new Node.Surroundings(
                        setting.clock(),
                        setting.ticker(),
                        setting.random(),
                        setting.party("node:" + name),
                        Optional.of(pace),
                        setting.version()));
        node.start();
        return node;
    }
}
