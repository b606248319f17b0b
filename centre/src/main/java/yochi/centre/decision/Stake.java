package yochi.centre.decision;

/**
 * What acting costs a recipient and what it loses without, in one unit of its own choice.
 *
 * @param cost of acting upon one alert
 * @param loss that acting avoids when the attack comes
 */
public record Stake(double cost, double loss) {
    public Stake {
        if (!(cost > 0 && Double.isFinite(cost) && loss > cost && Double.isFinite(loss))) {
            throw new IllegalArgumentException(
                    "cost " + cost + ", loss " + loss + ": a cost above 0 and below the loss it avoids, or never act");
        }
    }

    /** The probability above which acting pays (Murphy 1977). */
    public double ratio() {
        return cost / loss;
    }
}
