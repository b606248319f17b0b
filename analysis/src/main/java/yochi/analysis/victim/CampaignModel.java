package yochi.analysis.victim;

import java.util.ArrayList;
import java.util.List;
import yochi.analysis.number.LogisticRegression;

/**
 * The probability that a country's first listed target after a quiet week is the first of a campaign: of at least two
 * within three observed days. A nowcast: the first order is already given.
 */
public final class CampaignModel {
    /** Name and version of the method, as it stands in nowcasts. */
    public static final String METHOD = "campaign from first listing/1";

    private static final int SIZE = 6;
    private static final double RIDGE = 20;
    /** Openings of prior weight with which a country's own share is drawn toward that of all. */
    private static final double PRIOR_OPENINGS = 2;

    private final LogisticRegression logistic;

    private CampaignModel(LogisticRegression logistic) {
        this.logistic = logistic;
    }

    /**
     * What the list said when it named the country for the first time after the quiet week.
     *
     * @param targets distinct targets of the country on it
     * @param orders entries for them
     * @param others targets of other countries on it
     * @param hourOfDay 0..24
     * @param ownCampaigns earlier openings of the country that became campaigns
     * @param ownOpenings earlier openings of the country
     * @param shareOfAll share of all countries' earlier openings that became campaigns
     */
    public record Opening(
            int targets,
            int orders,
            int others,
            double hourOfDay,
            int ownCampaigns,
            int ownOpenings,
            double shareOfAll) {}

    /** Fits on openings with a single target, whose three days had passed. */
    public static CampaignModel fit(List<Opening> openings, List<Boolean> campaigns) {
        List<double[]> x = new ArrayList<>();
        List<Boolean> y = new ArrayList<>();
        for (int i = 0; i < openings.size(); i++) {
            if (openings.get(i).targets() == 1) {
                x.add(row(openings.get(i)));
                y.add(campaigns.get(i));
            }
        }
        return new CampaignModel(LogisticRegression.fit(x, y, new double[SIZE], RIDGE));
    }

    /** Sure where the first list names two targets already. */
    public double probability(Opening opening) {
        return opening.targets() > 1 ? 1 : logistic.probability(row(opening));
    }

    private static double[] row(Opening o) {
        double own = (o.ownCampaigns() + PRIOR_OPENINGS * o.shareOfAll()) / (o.ownOpenings() + PRIOR_OPENINGS);
        return new double[] {
            1,
            LogisticRegression.logit(Math.clamp(own, 0.02, 0.98)),
            Math.log1p(o.orders()),
            Math.log1p(o.others()),
            (o.hourOfDay() - 12) / 6,
            o.ownOpenings() == 0 ? 1 : 0
        };
    }
}
