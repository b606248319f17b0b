package yochi.node.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import yochi.core.model.Country;
import yochi.core.model.Prefix;

class SensorTableTest {
    private static Sensor sensor(String name, String... blocks) {
        return Sensor.of(name, new Country("SG"))
                .watching(Stream.of(blocks).map(Prefix::parse).toList());
    }

    private static int watching(SensorTable table, String literal) {
        ByteBuffer bytes = ByteBuffer.wrap(InetAddress.ofLiteral(literal).getAddress());
        return bytes.capacity() == 4
                ? table.watching(4, 0, Integer.toUnsignedLong(bytes.getInt()))
                : table.watching(6, bytes.getLong(), bytes.getLong());
    }

    @Test
    void anAddressFindsTheSensorWhoseBlockHoldsIt() {
        SensorTable table = SensorTable.of(List.of(
                sensor("a", "198.51.100.0/25", "2001:db8:1::/48"),
                sensor("b", "198.51.100.128/25", "203.0.113.7/32", "2001:db8:2::/127")));
        assertThat(watching(table, "198.51.100.0")).isZero();
        assertThat(watching(table, "198.51.100.127")).isZero();
        assertThat(watching(table, "198.51.100.128")).isEqualTo(1);
        assertThat(watching(table, "198.51.100.255")).isEqualTo(1);
        assertThat(watching(table, "198.51.101.0")).isEqualTo(SensorTable.NOBODY);
        assertThat(watching(table, "203.0.113.7")).isEqualTo(1);
        assertThat(watching(table, "203.0.113.8")).isEqualTo(SensorTable.NOBODY);
        assertThat(watching(table, "2001:db8:1:ffff:ffff:ffff:ffff:ffff")).isZero();
        assertThat(watching(table, "2001:db8:2::1")).isEqualTo(1);
        assertThat(watching(table, "2001:db8:2::2")).isEqualTo(SensorTable.NOBODY);
    }

    @Test
    void twoSensorsThatWatchTheSameAddressAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SensorTable.of(List.of(sensor("a", "192.0.2.0/24"), sensor("b", "192.0.2.128/25"))))
                .withMessageContaining("a and b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SensorTable.of(List.of(sensor("a"), sensor("a"))))
                .withMessageContaining("two sensors are called a");
    }

    @Test
    void aListedTableKnowsNoOtherNameAndAnOpenOneKnowsAll() {
        SensorTable listed = SensorTable.of(List.of(sensor("a"), sensor("b")));
        assertThat(listed.named("a")).isPresent();
        assertThat(listed.named("c")).isEmpty();
        assertThat(listed.only()).isEmpty();
        assertThat(SensorTable.open().named("c").orElseThrow().country()).isEqualTo(Country.UNKNOWN);
        assertThat(SensorTable.single(sensor("s1")).named("c").orElseThrow().name())
                .isEqualTo("s1");
    }

    @Test
    void theNumberOfMonitoredAddressesFollowsFromTheBlocks() {
        assertThat(sensor("a", "192.0.2.0/24", "203.0.113.0/31", "2001:db8::/64")
                        .monitoredAddresses())
                .isEqualTo(258);
        assertThat(sensor("b", "2001:db8::/112").monitoredAddresses()).isEqualTo(65_536);
    }
}
