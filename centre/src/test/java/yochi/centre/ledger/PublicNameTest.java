package yochi.centre.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yochi.core.model.AttackType;
import yochi.core.model.Region;

/** R-4, X-3a: the public never reads a victim's name. */
class PublicNameTest {
    @ParameterizedTest
    @CsvSource({
        "JP, ATTACK_ORDER, JP",
        "sector:finance, ATTACK_ORDER, sector:finance",
        "AS64500, ATTACK_ORDER, network",
        "AS64500, SCAN_SYN, network",
        "192.0.2.0/24, ATTACK_ORDER, prefix",
        "192.0.2.1, SCAN_SYN, prefix",
        "2001:db8::/32, ATTACK_ORDER, prefix",
        "bank.example, ATTACK_ORDER, site",
        "Example Bank, ATTACK_ORDER, site",
        "tokyo-darknet, SCAN_SYN, tokyo-darknet"
    })
    void victimsAreToldByClass(String name, AttackType type, String shown) {
        assertThat(PublicName.of(new Region(name), type)).isEqualTo(shown);
    }
}
