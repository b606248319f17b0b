package yochi.analysis.victim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** whether a first listing is the first of a campaign. */
class CampaignModelTest {
    @Test
    void twoTargetsAreSureAndOneIsTakenByTheHistory() {
        List<CampaignModel.Opening> openings = new ArrayList<>();
        List<Boolean> campaigns = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            boolean often = i % 2 == 0;
            openings.add(opening(1, often ? 5 : 0));
            campaigns.add(often ? i % 10 != 0 : i % 10 == 1);
        }
        CampaignModel model = CampaignModel.fit(openings, campaigns);
        assertThat(model.probability(opening(2, 0))).isEqualTo(1);
        assertThat(model.probability(opening(1, 5))).isGreaterThan(0.6);
        assertThat(model.probability(opening(1, 0))).isLessThan(0.4);
    }

    private static CampaignModel.Opening opening(int targets, int ownCampaigns) {
        return new CampaignModel.Opening(targets, 3, 10, 8, ownCampaigns, 6, 0.5);
    }
}
