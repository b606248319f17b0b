package yochi.centre.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.Service;
import yochi.core.model.Victim;
import yochi.core.model.Words;

@DisplayName("A-14 what an order's alert says of size and next vector is a nowcast with a simulated record")
final class SizeAndVectorTest {
    private static Victim ordered(String... vectors) {
        return new Victim(
                "x", new Country("JP"), "tld", new Asn(64_496), List.of(vectors), List.of(Service.tcp(443)), 3);
    }

    @Test
    void bothSayThatTheyAreNowcastsAndWhereTheirRecordComesFrom() {
        List<Words> said = SizeAndVector.of(List.of(ordered("http/get", "http/post", "tcp/syn")));
        assertThat(said).hasSize(2);
        assertThat(said).allMatch(w -> w.en().startsWith("Nowcast (simulated record): ")
                && w.ja().startsWith("現況推定（模擬環境での成績）："));
        assertThat(said.getFirst().en()).contains("by http peaks at 0.5–74 Gbit/s", "4.6 Gbit/s");
        assertThat(said.getLast().en()).contains("goes by http 80 %, tcp 1");
    }

    @Test
    void slowRequestsHaveNoSizeAndWithoutAVectorNothingIsSaid() {
        List<Words> said = SizeAndVector.of(List.of(ordered("nginx_loris/get")));
        assertThat(said).hasSize(1);
        assertThat(said.getFirst().en()).contains("where it runs by nginx_loris");
        assertThat(SizeAndVector.of(List.of(ordered()))).isEmpty();
    }
}
