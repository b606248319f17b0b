package yochi.world.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yochi.core.model.Country;

/** G-7: the world's lists are those that the campaign file tells, and no others. */
class OrderWorldTest {
    private static final Country AUSTRALIA = new Country("AU");

    private final Campaign campaign = MadeCampaign.campaign();
    private final Staging staging = MadeCampaign.staging();
    private final OrderWorld world = new OrderWorld(campaign, staging, MadeCampaign.HOME);

    private static Set<String> home(OrderList list) {
        return list.targets().stream()
                .filter(t -> t.country().equals(MadeCampaign.HOME))
                .map(ListedTarget::pseudonym)
                .collect(Collectors.toSet());
    }

    private OrderList at(int watcher, String time) {
        return world.lists(staging.watchers().get(watcher)).stream()
                .filter(l -> l.time().equals(Instant.parse(time)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSameCampaignAndSeedGiveTheSameListsAndAnotherSeedOthers() {
        List<OrderList> lists = world.lists(staging.watchers().get(1));
        assertThat(new OrderWorld(campaign, staging, MadeCampaign.HOME).lists(staging.watchers().get(1)))
                .isEqualTo(lists);
        Staging other = new Staging(
                8,
                staging.history(),
                staging.listEvery(),
                staging.watchers(),
                staging.telescope(),
                staging.background());
        assertThat(new OrderWorld(campaign, other, MadeCampaign.HOME).lists(staging.watchers().get(1)))
                .isNotEqualTo(lists);
    }

    @Test
    void eachWaveNamesAsManySitesOfEachCountryAsTheFileSays() {
        assertThat(world.truth().getFirst().sites()).isEqualTo(Map.of(MadeCampaign.HOME, 6, AUSTRALIA, 3));
        assertThat(home(at(0, "2010-03-01T09:10:00Z"))).hasSize(6);
        assertThat(home(at(0, "2010-03-02T07:00:00Z"))).as("the second wave alone").hasSize(4);
        assertThat(at(0, "2010-03-01T09:10:00Z").targets().stream()
                        .filter(t -> t.asn().number() == 64_505))
                .as("targets abroad")
                .hasSize(3)
                .allMatch(t -> t.country().equals(AUSTRALIA) && t.vectors().equals(List.of("icmp/ping_flood")));
    }

    @Test
    void aSiteThatIsHitAgainKeepsItsName() {
        assertThat(home(at(0, "2010-03-01T09:10:00Z"))).containsAll(home(at(0, "2010-03-02T07:00:00Z")));
    }

    @Test
    void nothingNamesHomeBeforeTheFirstListCouldBeReadOrAfterTheLastWave() {
        for (OrderList list : world.lists(staging.watchers().getFirst())) {
            boolean over = !list.time().isBefore(Instant.parse("2010-03-03T07:00:00Z"));
            boolean early = list.time().isBefore(Instant.parse("2010-03-01T09:10:00Z"));
            assertThat(home(list).isEmpty()).as("list of %s", list.time()).isEqualTo(over || early);
            assertThat(list.targets()).isNotEmpty();
        }
    }

    @Test
    void theTruthTellsWhenTheFirstWatcherReadAListAndWhetherThatIsAssumed() {
        assertThat(world.truth().getFirst().firstOrder()).contains(Instant.parse("2010-03-01T09:10:00Z"));
        assertThat(world.truth().getFirst().assumed()).isFalse();
        assertThat(world.truth().get(1).firstOrder()).contains(Instant.parse("2010-03-02T00:10:00Z"));
        assertThat(world.truth().get(1).assumed()).isTrue();
        assertThat(world.eve()).isEqualTo(Instant.parse("2010-03-01T00:00:00Z"));
    }

    @Test
    void aListThatNobodyIsKnownToHaveReadIsInNoTable() {
        Campaign secret = MadeCampaign.parse(MadeCampaign.TEXT.replace(", assumedBefore: 7h", ""));
        OrderWorld quiet = new OrderWorld(secret, staging, MadeCampaign.HOME);
        assertThat(quiet.truth().get(1).firstOrder()).isEmpty();
        assertThat(quiet.lists(staging.watchers().getFirst()).stream()
                        .filter(l -> !l.time().isBefore(Instant.parse("2010-03-02T07:00:00Z"))))
                .allMatch(l -> home(l).isEmpty());
    }

    @Test
    void aWatcherThatReadsHalfNamesSomeOfTheSitesAndNoOthers() {
        assertThat(home(at(1, "2010-03-01T11:00:00Z")))
                .hasSizeBetween(1, 5)
                .isSubsetOf(home(at(0, "2010-03-01T09:10:00Z")));
    }

    @Test
    void theTableHasARowForEachTargetOfEachList(@TempDir Path folder) throws Exception {
        List<OrderList> lists = world.lists(staging.watchers().getFirst());
        List<String> rows = Files.readAllLines(OrderTable.write(lists, folder));
        assertThat(rows).hasSize(1 + lists.stream().mapToInt(l -> l.targets().size()).sum());
        assertThat(rows).anyMatch(r -> r.matches(
                "2010-03-01T09:10:00,[0-9a-f]{12},NZ,tld,nz,NZ,64496,icmp/ping_flood:1,,1"));
        assertThat(Files.readString(OrderTable.sensors(staging.watchers().getFirst(), folder))).contains("Simulated");
    }

    @Test
    void aWorldWhoseHomeIsNotHitOrIsWatchedFromHomeIsRefused() {
        assertThatThrownBy(() -> new OrderWorld(campaign, staging, new Country("FJ")))
                .hasMessageContaining("no wave of made hits FJ");
        assertThatThrownBy(() -> new OrderWorld(campaign, staging, AUSTRALIA))
                .hasMessageContaining("watcher near stands at home");
    }
}
