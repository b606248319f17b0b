package yochi.centre.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import yochi.core.model.Prefix;
import yochi.core.model.SeenVictim;

/** a victim told by the hash of its address is found in the registered prefixes of home, and nowhere else. */
class HomeAddressesTest {
    private static HomeAddresses of(String... prefixes) {
        return new HomeAddresses(Stream.of(prefixes).map(Prefix::parse).toList());
    }

    private static Optional<String> found(HomeAddresses home, String address) {
        return home.of(SeenVictim.name(InetAddress.ofLiteral(address))).map(Prefix::toString);
    }

    @Test
    void anAddressIsFoundInTheNarrowestPrefixAroundIt() {
        HomeAddresses home = of("192.0.2.0/24", "192.0.2.64/26", "198.51.100.7/32", "203.0.112.0/22");
        assertThat(found(home, "192.0.2.0")).contains("192.0.2.0/24");
        assertThat(found(home, "192.0.2.255")).contains("192.0.2.0/24");
        assertThat(found(home, "192.0.2.64")).contains("192.0.2.64/26");
        assertThat(found(home, "192.0.2.127")).contains("192.0.2.64/26");
        assertThat(found(home, "192.0.2.128")).contains("192.0.2.0/24");
        assertThat(found(home, "198.51.100.7")).contains("198.51.100.7/32");
        assertThat(found(home, "203.0.115.255")).contains("203.0.112.0/22");
        assertThat(List.of("198.51.100.6", "203.0.116.0", "2001:db8::1"))
                .allSatisfy(a -> assertThat(found(home, a)).isEmpty());
    }

    @Test
    void anIpv6AddressIsFoundByItsNetworkAndNotInANarrowerPrefix() {
        HomeAddresses home = of("2001:db8:4000:0:0:0:0:0/34", "2001:db8:1:0:0:0:0:0/48", "2001:db8:2:1:0:0:0:0/64");
        assertThat(found(home, "2001:db8:7fff:5::1")).contains("2001:db8:4000:0:0:0:0:0/34");
        assertThat(found(home, "2001:db8:1:ffff::9")).contains("2001:db8:1:0:0:0:0:0/48");
        assertThat(found(home, "2001:db8:2:1::9")).isEmpty();
        assertThat(home.finds(Prefix.parse("2001:db8:2:1:0:0:0:0/64"))).isFalse();
        assertThat(home.finds(Prefix.parse("2001:db8:1:0:0:0:0:0/48"))).isTrue();
    }

    /** What is too wide takes no place from the narrow. */
    @Test
    void aPrefixTooWideIsSaidToBeAndTheOthersAreFound() {
        HomeAddresses home = of("10.0.0.0/8", "192.0.2.0/24");
        assertThat(home.finds(Prefix.parse("10.0.0.0/8"))).isFalse();
        assertThat(found(home, "10.1.2.3")).isEmpty();
        assertThat(found(home, "192.0.2.9")).contains("192.0.2.0/24");
    }
}
