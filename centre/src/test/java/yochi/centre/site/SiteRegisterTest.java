package yochi.centre.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import yochi.core.model.Asn;
import yochi.core.model.Prefix;
import yochi.link.config.SettingsFile;

/** the register of sites to be defended: who is meant, who overlaps with whom, and how ready they are. */
class SiteRegisterTest {
    private static final Path SHIPPED = Path.of(System.getProperty("yochi.root", ".."), "config", "sites.yaml");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

    private static SiteRegister register(String yaml) {
        return SettingsFile.parse(yaml, "test", Path.of("."), SiteRegister.class);
    }

    private static SiteRegister overlapping() {
        return register("""
                sites:
                  - {name: region, sector: government, prefixes: [198.51.100.0/24, "2001:db8::/32"]}
                  - {name: hall, sector: government, prefixes: [198.51.100.0/25]}
                  - {name: gate, sector: government, prefixes: [198.51.100.64/26]}
                  - {name: gate-too, sector: energy, prefixes: [198.51.100.64/26]}
                """);
    }

    private static List<String> names(List<Site> sites) {
        return sites.stream().map(Site::name).toList();
    }

    @Test
    void theMostSpecificPrefixWinsAndBothAreToldWhereTwoSitesClaimTheSame() {
        SiteRegister register = overlapping();
        assertThat(names(register.of(InetAddress.ofLiteral("198.51.100.200")))).containsExactly("region");
        assertThat(names(register.of(InetAddress.ofLiteral("198.51.100.1")))).containsExactly("hall");
        assertThat(names(register.of(InetAddress.ofLiteral("198.51.100.65")))).containsExactly("gate", "gate-too");
        assertThat(names(register.of(InetAddress.ofLiteral("2001:db8:1::1")))).containsExactly("region");
        assertThat(register.of(InetAddress.ofLiteral("203.0.113.1"))).isEmpty();
        assertThat(names(register.of(Prefix.parse("198.51.100.0/26")))).containsExactly("hall");
        assertThat(names(register.of(Prefix.parse("198.51.100.0/24")))).containsExactly("region");
    }

    @Test
    void everyOverlapIsToldOnce() {
        assertThat(overlapping().overlaps())
                .extracting(o -> o.outer() + " > " + o.inner())
                .containsExactly("region > hall", "region > gate", "region > gate-too", "hall > gate",
                        "hall > gate-too", "gate > gate-too");
        assertThat(register("sites: []").overlaps()).isEmpty();
    }

    @Test
    void aListMeansASiteByAnEarlierNameOrByTheHashOfItsDomain() {
        SiteRegister register = register("""
                sites:
                  - {name: water, sector: water, domains: [water.example], listed: [a38d643ee2e5]}
                """);
        assertThat(names(register.listedAs("a38d643ee2e5"))).containsExactly("water");
        // The first six bytes of the SHA-256, as a node writes a host that may not leave its country.
        assertThat(names(register.listedAs(sha("water.example")))).containsExactly("water");
        assertThat(names(register.listedAs(sha("www.water.example")))).containsExactly("water");
        assertThat(register.listedAs(sha("fire.example"))).isEmpty();
    }

    private static String sha(String name) {
        try {
            byte[] digest = java.security.MessageDigest.getInstance("SHA-256")
                    .digest(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return java.util.HexFormat.of().formatHex(digest, 0, 6);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void readinessSaysWhatIsMissingAndCoverageCountsBySector() {
        SiteRegister register = SettingsFile.read(SHIPPED, SiteRegister.class);
        List<Readiness.Cover> members = List.of(new Readiness.Cover(
                "isp-example", Set.of(new Asn(64_496)), List.of(Prefix.parse("192.0.2.0/25"))));
        List<Readiness> all =
                register.sites().stream().map(s -> Readiness.of(s, members, TODAY)).toList();
        assertThat(all.get(0).missing()).isEmpty();
        assertThat(all.get(1).missing()).containsExactlyInAnyOrder("limit", "member", "exercise");
        assertThat(Readiness.bySector(all))
                .containsExactly(
                        new Readiness.Coverage("government", 1, 1, 0, 0, 0),
                        new Readiness.Coverage("water", 1, 1, 1, 1, 1));
        assertThat(Readiness.of(register.sites().getFirst(), List.of(), TODAY.plusYears(2)).missing())
                .containsExactlyInAnyOrder("limit", "member", "exercise");
    }

    @Test
    void aSiteThatNothingCanFindIsRefusedWithItsName() {
        assertThatThrownBy(() -> register("sites: [{name: x, sector: water}]"))
                .hasMessageContaining("x has no prefixes, asns, domains or listed names");
        assertThatThrownBy(() -> register("sites: [{name: x, sector: w, asns: [AS64496]},"
                        + " {name: x, sector: w, asns: [AS64496]}]"))
                .hasMessageContaining("two sites are called x");
        assertThatThrownBy(() -> register("sites: [{name: x, sector: w, domains: ['x y']}]"))
                .hasMessageContaining("no domain such as water.example");
        assertThatThrownBy(() -> register("sites: [{name: x, sector: w, prefixes: [192.0.2.1/24]}]"))
                .hasMessageContaining("bits set behind /24");
    }
}
