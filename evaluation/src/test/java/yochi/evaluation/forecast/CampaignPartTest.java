package yochi.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import yochi.evaluation.Evaluation;

/** which first listings become campaigns, and what waiting costs. */
class CampaignPartTest {
    private static final long DAY = 86_400;

    @Test
    void waitingForTheSecondTargetIsNeverWrongAndItsDelayIsTold() {
        List<Line> lines = new ArrayList<>();
        List<Evaluation.Measured> measures = new CampaignPart().measures(VictimPartTest.inputs(lines));
        String group = "nowcast, whole, alarm at the second target";
        Evaluation.Measured wrong = VictimPartTest.find(measures, "campaign.falseAlarms", group);
        assertThat(wrong.value()).isZero();
        assertThat(wrong.verdict()).isEqualTo("better than every first listing");
        assertThat(VictimPartTest.find(measures, "campaign.recall", group).value()).isEqualTo(1);
        double delay = VictimPartTest.find(measures, "campaign.delayHours", group).value();
        assertThat(delay).isPositive();
        assertThat(lines.stream()
                        .filter(l -> l.measure().equals("campaign.delayHours"))
                        .mapToDouble(l -> l.value().orElseThrow())
                        .average()
                        .orElseThrow())
                .isCloseTo(delay, within(1e-9));
        assertThat(measures).allSatisfy(m -> assertThat(m.group()).startsWith("nowcast"));
        double every = VictimPartTest.find(measures, "campaign.falseAlarms", group).rivals().getFirst().value();
        double wrongOnes = lines.stream()
                .filter(l -> l.measure().equals("campaign") && l.outcome() == 0)
                .count();
        double countryDays = lines.stream()
                .filter(l -> l.measure().equals("campaign.countryDays"))
                .mapToDouble(l -> l.value().orElseThrow())
                .sum();
        assertThat(every).isCloseTo(wrongOnes / countryDays * 365.25 / 12, within(1e-9));
    }

    @Test
    void aSecondTargetWithinThreeObservedDaysMakesACampaign() {
        Map<Long, List<OrderLists.Target>> lists = new HashMap<>();
        for (long day = 0; day < 30; day++) {
            lists.put(day * DAY, List.of());
        }
        lists.remove(11 * DAY);
        lists.put(10 * DAY, List.of(target("a", "LT")));
        lists.put(13 * DAY - 3600, List.of(target("b", "LT")));
        lists.put(20 * DAY, List.of(target("c", "PL"), target("d", "PL")));
        lists.put(24 * DAY, List.of(target("c", "PL")));
        lists.put(25 * DAY, List.of(target("e", "CZ")));
        lists.put(28 * DAY, List.of(target("f", "CZ")));
        lists.put(29 * DAY, List.of(target("g", "SE")));
        List<CampaignOpenings.Opened> openings = CampaignOpenings.of(OrderLists.of(lists));
        assertThat(openings).extracting(CampaignOpenings.Opened::country).containsExactly("LT", "PL", "CZ");
        assertThat(openings.getFirst().campaign()).as("day 11 was not watched").isTrue();
        assertThat(openings.getFirst().delayHours()).contains(71.);
        assertThat(openings.get(1).delayHours()).contains(0.);
        assertThat(openings.get(2).campaign()).as("the second came on the fourth day").isFalse();
    }

    @Test
    void whatIsLaterIsNotInTheFeaturesOfAnOpening() {
        Map<Long, List<OrderLists.Target>> lists = new HashMap<>();
        for (long day = 0; day < 30; day++) {
            lists.put(day * DAY, List.of());
        }
        lists.put(10 * DAY, List.of(target("a", "LT")));
        lists.put(12 * DAY, List.of(target("c", "PL"), target("d", "PL")));
        List<CampaignOpenings.Opened> openings = CampaignOpenings.of(OrderLists.of(lists));
        assertThat(openings.get(1).opening().shareOfAll()).as("LT's days had not passed").isEqualTo(0.5);
        assertThat(openings.get(1).known()).isEqualTo(15 * DAY);
    }

    private static OrderLists.Target target(String id, String country) {
        return new OrderLists.Target(id, country, true, Set.of("AS64496"), Map.of(), 3);
    }
}
