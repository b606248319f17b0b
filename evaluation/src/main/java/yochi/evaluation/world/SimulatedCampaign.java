package yochi.evaluation.world;

/**
 * The truth about one campaign against a country.
 *
 * @param crew who
 * @param country place in the world's list
 * @param firstDay of its attacks
 * @param days until the last of them
 * @param warmUp whether reflectors were tried on the country before
 * @param earlyFlood whether small spoofed floods went before
 * @param recruited whether the crew's botnet grew for it
 */
public record SimulatedCampaign(
        int crew, int country, int firstDay, int days, boolean warmUp, boolean earlyFlood, boolean recruited) {
    boolean runs(int day) {
        return day >= firstDay && day < firstDay + days;
    }
}
