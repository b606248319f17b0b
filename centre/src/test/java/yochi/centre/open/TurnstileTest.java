package yochi.centre.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    private long now;
    private final Turnstile turnstile = new Turnstile(6, () -> now);

    @Test
    void aClientPassesSoOftenAMinuteAndAgainWhenTimeHasPassed() {
        assertThat(passes("192.0.2.1", 10)).isEqualTo(6);
        assertThat(turnstile.refused()).isEqualTo(4);
        assertThat(passes("192.0.2.2", 1)).as("another client").isEqualTo(1);
        now += Duration.ofSeconds(10).toNanos();
        assertThat(passes("192.0.2.1", 5)).as("a sixth of a minute").isEqualTo(1);
        now += Duration.ofHours(1).toNanos();
        assertThat(passes("192.0.2.1", 20)).as("no more is saved up than a minute's").isEqualTo(6);
    }

    @Test
    void allClientsTogetherHaveABoundThatAFloodOfAddressesCannotPass() {
        int passed = 0;
        for (int i = 0; i < 20_000; i++) {
            passed += passes("client-" + i, 1);
        }
        assertThat(passed).isEqualTo(6 * 20);
    }

    @Test
    void oneLineOfIpv6IsOneClient() {
        assertThat(Turnstile.client("2001:db8:1:2::1")).isEqualTo(Turnstile.client("2001:db8:1:2:ffff::9"));
        assertThat(Turnstile.client("2001:db8:1:3::1")).isNotEqualTo(Turnstile.client("2001:db8:1:2::1"));
        assertThat(Turnstile.client("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(Turnstile.client("not:an:address")).isEqualTo("not:an:address");
    }

    private int passes(String client, int times) {
        int passed = 0;
        for (int i = 0; i < times; i++) {
            passed += turnstile.lets(client) ? 1 : 0;
        }
        return passed;
    }
}
