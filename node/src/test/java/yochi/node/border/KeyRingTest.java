package yochi.node.border;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.link.identity.SigningKey;
import yochi.link.identity.VerifyingKey;

/** Design §3, keys of sketches: a node opens its own, from nobody but a pinned maker, and a leaver gets none. */
class KeyRingTest {
    private static final Country SG = new Country("SG");
    private static final Country JP = new Country("JP");
    private static final LocalDate DAY = LocalDate.parse("2026-02-01");
    private static final HexFormat HEX = HexFormat.of();

    private final SecureRandom random = new SecureRandom();
    private final SigningKey singapore = SigningKey.generate(random);
    private final SigningKey japan = SigningKey.generate(random);
    private final Map<Country, VerifyingKey> pinned =
            Map.of(SG, singapore.publicPart(), JP, japan.publicPart());
    private final KeyPair one = WrappedSecret.newPair(random);
    private final KeyPair two = WrappedSecret.newPair(random);

    @TempDir
    private Path folder;

    private KeyRing ringOne;
    private KeyRing ringTwo;

    @BeforeEach
    void open() {
        ringOne = new KeyRing("n1", pair(one), pinned, folder);
        ringTwo = new KeyRing("n2", pair(two), pinned, folder);
    }

    private static NodePair pair(KeyPair pair) {
        return NodePair.of(
                HEX.formatHex(WrappedSecret.bytes(pair.getPrivate())),
                HEX.formatHex(WrappedSecret.bytes(pair.getPublic())));
    }

    private static KeyRoster.Entry entry(String node, Country country, KeyPair pair, LocalDate until) {
        return new KeyRoster.Entry(node, country, HEX.formatHex(WrappedSecret.bytes(pair.getPublic())), until);
    }

    private final KeyRoster.Entry first = entry("n1", SG, one, DAY.plusDays(30));
    private final KeyRoster.Entry second = entry("n2", JP, two, DAY.plusDays(30));

    private String bundle(LocalDate from, List<String> lines, List<KeyRoster.Entry> entries, SigningKey maker) {
        byte[] secret = new byte[SketchKeys.SECRET_BYTES];
        random.nextBytes(secret);
        return KeyBundle.text(from, SG, lines, KeyRoster.wrap(secret, entries, from, random), maker);
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static String id(KeyRing ring, LocalDate day) {
        Epoch epoch = Epoch.parse(day + "T00:00:00Z/PT1H");
        return ring.at(day).map(k -> k.at(epoch, Duration.ofDays(1)).id()).orElse("none: " + ring.problem());
    }

    @Test
    void nodesOfTheRosterOpenTheSameSecretByThemselvesAndAgainAtRotation() throws IOException {
        assertThat(id(ringOne, DAY)).isEqualTo("none: no sketch keys for " + DAY);
        List<String> lines = List.of(first.line(singapore), second.line(japan));
        put("a.keys", bundle(DAY, lines, List.of(first, second), singapore));
        assertThat(id(ringOne, DAY)).startsWith("2026-02-01").isEqualTo(id(ringTwo, DAY));
        assertThat(ringOne.problem()).isEmpty();
        assertThat(id(ringOne, DAY.minusDays(1))).startsWith("none");
        put("b.keys", bundle(DAY.plusDays(1), lines, List.of(first, second), singapore));
        SketchKeys before = ringOne.at(DAY).orElseThrow();
        SketchKeys after = ringOne.at(DAY.plusDays(1)).orElseThrow();
        Epoch epoch = Epoch.parse("2026-02-02T00:00:00Z/PT1H");
        assertThat(before.at(epoch, Duration.ofDays(1)).id()).isNotEqualTo(after.at(epoch, Duration.ofDays(1)).id());
        assertThat(id(ringOne, DAY.plusDays(1))).isEqualTo(id(ringTwo, DAY.plusDays(1)));
    }

    @Test
    void aLeaverHasNoKeyFromTheNextDayOn() throws IOException {
        List<String> both = List.of(first.line(singapore), second.line(japan));
        put("a.keys", bundle(DAY, both, List.of(first, second), singapore));
        put("b.keys", bundle(DAY.plusDays(1), List.of(first.line(singapore)), List.of(first), singapore));
        assertThat(ringTwo.at(DAY)).isPresent();
        assertThat(id(ringTwo, DAY.plusDays(1))).contains("n2 with this key is not on its roster");
        assertThat(ringOne.at(DAY.plusDays(1))).isPresent();
    }

    @Test
    void aPhantomOnTheRosterSpoilsTheSecretForEverybody() throws IOException {
        SigningKey stranger = SigningKey.generate(random);
        KeyRoster.Entry phantom = entry("n9", JP, WrappedSecret.newPair(random), DAY.plusDays(30));
        List<String> lines = List.of(first.line(singapore), phantom.line(stranger));
        put("a.keys", bundle(DAY, lines, List.of(first, phantom), singapore));
        assertThat(id(ringOne, DAY)).contains("1 entries that are not good").contains("n9: not signed by the pinned");
        put("a.keys", bundle(DAY, List.of(first.line(singapore)), List.of(first, phantom), singapore));
        assertThat(id(ringOne, DAY)).contains("not closed for just the nodes");
    }

    @Test
    void aLineSignedByAnotherCountrysOperatorAndAnExpiredOneAreRefused() throws IOException {
        List<String> wrong = List.of(first.line(singapore), second.line(singapore));
        put("a.keys", bundle(DAY, wrong, List.of(first, second), singapore));
        assertThat(id(ringOne, DAY)).contains("n2: not signed by the pinned operator of JP");
        KeyRoster.Entry brief = entry("n2", JP, two, DAY.plusDays(2));
        List<String> lines = List.of(first.line(singapore), brief.line(japan));
        put("a.keys", bundle(DAY, lines, List.of(first, brief), singapore));
        assertThat(ringOne.at(DAY.plusDays(2))).isPresent();
        assertThat(id(ringOne, DAY.plusDays(3))).contains("n2: ended on " + DAY.plusDays(2));
    }

    @Test
    void nobodyElseCanPutASecretOfHisOwnInThePlaceOfTheNodes() throws IOException {
        List<String> lines = List.of(first.line(singapore));
        put("a.keys", bundle(DAY, lines, List.of(first), singapore));
        String good = id(ringOne, DAY);
        put("b.keys", bundle(DAY.plusDays(1), lines, List.of(first), SigningKey.generate(random)));
        assertThat(id(ringOne, DAY.plusDays(1)).substring(11)).isNotEqualTo(good.substring(11));
        assertThat(ringOne.at(DAY.plusDays(1))).isPresent();
        assertThat(ringOne.problem()).contains("not signed by a pinned operator");
        String text = Files.readString(folder.resolve("a.keys"));
        put("b.keys", text.replace("2026-02-01", "2026-02-02"));
        ringOne.at(DAY.plusDays(1));
        assertThat(ringOne.problem()).contains("not signed by a pinned operator");
    }

    @Test
    void noPartOfAKeyStandsInWhatIsToldOfIt() throws IOException {
        String closed = HEX.formatHex(WrappedSecret.bytes(one.getPrivate()));
        List<String> told = new ArrayList<>(List.of(pair(one).toString()));
        List<String> lines = List.of(first.line(singapore));
        String good = bundle(DAY, lines, List.of(first), singapore);
        byte[] own = new byte[SketchKeys.SECRET_BYTES];
        random.nextBytes(own);
        String known = KeyBundle.text(DAY, SG, lines, KeyRoster.wrap(own, List.of(first), DAY, random), singapore);
        for (String text : List.of(known, good, good.replace("secret n1", "secret n2"), "x", "")) {
            put("a.keys", text);
            told.add(ringOne.at(DAY).map(Object::toString).orElse(""));
            told.add(ringOne.problem());
        }
        assertThat(String.join("\n", told)).doesNotContain(closed).doesNotContain(HEX.formatHex(own));
        assertThat(told.get(0)).contains(pair(one).open());
    }
}
