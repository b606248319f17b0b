package yochi.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.centre.situation.AlertRecord;
import yochi.centre.situation.Settings;
import yochi.centre.situation.Situation;
import yochi.centre.store.ControlStore;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.NodeId;
import yochi.core.model.Notice;
import yochi.core.model.Service;
import yochi.core.model.Tlp;
import yochi.core.model.Victim;
import yochi.core.model.VictimReport;
import yochi.link.exchange.NoticeJson;
import yochi.link.exchange.Producer;
import yochi.link.exchange.Recipient;
import yochi.link.exchange.Redaction;
import yochi.link.exchange.StixWriter;
import yochi.link.wire.VictimReportCodec;
import yochi.node.border.PrivacyPolicy;
import yochi.node.border.VictimNotices;
import yochi.node.observation.AttackOrder;
import yochi.node.observation.Origin;
import yochi.node.observation.Sensor;

/** K-10, S-6: from a node's victims to the STIX objects and notices of the centre no form of an address passes. */
class SharedProofTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Country HOME = new Country("JP");
    private static final NodeId NODE = NodeId.of(0, new Random(1));
    private static final Asn OWN = new Asn(64_496);

    @TempDir
    Path folder;

    private final List<byte[]> addresses = new ArrayList<>();

    private static List<String> forms(byte[] a) {
        int[] o = {a[0] & 255, a[1] & 255, a[2] & 255, a[3] & 255};
        String dotted = o[0] + "." + o[1] + "." + o[2] + "." + o[3];
        return List.of(
                dotted,
                dotted.replace(".", "[.]"),
                dotted.replace('.', '-'),
                o[3] + "." + o[2] + "." + o[1] + "." + o[0],
                String.format("%03d.%03d.%03d.%03d", o[0], o[1], o[2], o[3]),
                Integer.toUnsignedString(ByteBuffer.wrap(a).getInt()),
                HexFormat.of().formatHex(a),
                HexFormat.of().withUpperCase().formatHex(a));
    }

    private long leaks(String shared) {
        return addresses.stream()
                .flatMap(a -> forms(a).stream())
                .filter(form -> shared.contains(form) || shared.toUpperCase(Locale.ROOT).contains(form))
                .count();
    }

    /** What the centre shares of a node's list; the node's report as the leak makes it. */
    private String shared(UnaryOperator<Victim> leak) {
        List<AttackOrder> orders = new ArrayList<>();
        for (int n = 0; n < 120; n++) {
            byte[] address = {(byte) 203, 0, 113, (byte) (n + 10)};
            addresses.add(address);
            String name = forms(address).get(n % forms(address).size());
            Victim victim = new Victim(
                    name, HOME, "geo", n % 2 == 0 ? OWN : new Asn(64_500), List.of("http/get", "tcp to " + name),
                    List.of(Service.tcp(443)), 3);
            orders.add(new AttackOrder(
                    new Origin(Sensor.of("control", Country.UNKNOWN), "list of " + name), AT, victim, HOME));
        }
        PrivacyPolicy policy = PrivacyPolicy.ofYaml("{name: x, victims: own-country}");
        VictimReport made = new VictimNotices(NODE, HOME, policy, () -> 1).list(AT, orders).getFirst();
        VictimReport sent = VictimReportCodec.decode(VictimReportCodec.encode(new VictimReport(
                made.node(), made.sequence(), made.addressee(), made.listed(), made.withdrawn(), made.policy(),
                made.victims().stream().map(leak).toList())));
        StringBuilder out = new StringBuilder();
        try (ControlStore store = ControlStore.open(folder.resolve("s.db"), Situation.MIGRATIONS)) {
            Situation situation = new Situation(
                    store, Settings.of(HOME), InstantSource.fixed(AT), new Random(7), EventLog.none(), a -> {});
            situation.victims(sent, AT);
            for (AlertRecord record : situation.open()) {
                share(record.alert(), out);
            }
        }
        return out.toString();
    }

    private static void share(Alert alert, StringBuilder out) {
        StixWriter writer = new StixWriter(new Producer("centre", HOME, AT));
        for (Recipient reader : List.of(
                new Recipient("anybody", Set.of(), Tlp.GREEN), new Recipient("owner", Set.of(OWN), Tlp.AMBER))) {
            Alert redacted = Redaction.of(alert, reader);
            Notice notice = new Notice("6ba7b810-9dad-41d1-80b4-00c04fd430c8", redacted, reader.name(), List.of());
            writer.alert(redacted, AT, List.of()).forEach(out::append);
            writer.notice(notice).forEach(out::append);
            out.append(NoticeJson.write(notice));
        }
    }

    @Test
    void noFormOfAVictimsAddressIsShared() {
        String shared = shared(v -> v);
        assertThat(shared).contains("campaign", "observed-data", "grouping", "\"pseudonym\"");
        assertThat(leaks(shared)).isZero();
    }

    /** Whoever is not in the victim's network is not told its pseudonym either. */
    @Test
    void aNodeThatNamedItsVictimsByAddressWouldBeFound() {
        TreeSet<Integer> taken = new TreeSet<>();
        String shared = shared(v -> {
            int n = taken.size();
            taken.add(n);
            return new Victim(
                    forms(new byte[] {(byte) 203, 0, 113, (byte) (n + 10)}).get(5), v.country(), v.countrySource(),
                    v.asn(), v.vectors(), v.services(), v.orders());
        });
        assertThat(leaks(shared)).isPositive();
    }
}
