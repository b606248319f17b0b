package yochi.app.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import yochi.core.model.Country;
import yochi.core.model.Prefix;
import yochi.core.model.Service;
import yochi.link.config.Default;
import yochi.world.campaign.Campaign;
import yochi.world.campaign.OrderWorld;
import yochi.world.campaign.Staging;

/**
 * What the demonstration plays, as data: samples/scenarios/foundation.yaml and docs/scenarios.md explain each key.
 *
 * @param home country that the centre serves
 * @param regions first act; may be left out
 * @param attack second act
 * @param campaign instead of both acts: a historical campaign from the public record
 * @param world how it is played
 * @param defence who defends what against it
 */
public record Scenario(
        Country home,
        Optional<Regions> regions,
        Optional<Attack> attack,
        Optional<Campaign> campaign,
        Optional<Staging> world,
        Optional<Defence> defence) {
    public Scenario {
        if (campaign.isPresent() != world.isPresent() || campaign.isPresent() != defence.isPresent()) {
            throw new IllegalArgumentException("campaign, world and defence need each other");
        }
        if (campaign.isPresent() == attack.isPresent()) {
            throw new IllegalArgumentException("a scenario plays either an attack or a campaign");
        }
        if (regions.isPresent() && campaign.isPresent()) {
            throw new IllegalArgumentException("regions belong to an attack, not to a campaign");
        }
        if (campaign.isPresent()) {
            new OrderWorld(campaign.get(), world.orElseThrow(), home).truth();
        }
    }

    /** The policy that countries without their own have. */
    Path policy() {
        return regions.map(Regions::policy)
                .or(() -> attack.map(Attack::policy))
                .or(() -> defence.map(Defence::policy))
                .orElseThrow();
    }

    /**
     * The member of the home country, whose network the campaign's waves hit.
     *
     * @param policy of the watchers: it lets victims out to their own country
     * @param network the member's protected prefix, of the documentation range
     * @param usualPeakBytesPerSecond what its usual busy hour brings; its line carries no more
     * @param quiet ordinary traffic before each simulated flood
     * @param flood length of each
     */
    public record Defence(
            Path policy,
            Prefix network,
            @Default("1000000") long usualPeakBytesPerSecond,
            @Default("2s") Duration quiet,
            @Default("3s") Duration flood) {}

    /**
     * Nodes in many countries, one for each sensor, replay what they recorded.
     *
     * @param observations their common recording
     * @param sensors who watched where
     * @param policy of every country
     * @param from first day that is replayed day by day
     * @param history days before it, loaded at once
     * @param days days that are replayed
     * @param apart sensor whose node is a process of its own, which is killed
     * @param killOnDay on which day it is killed, counted from 1
     * @param filterOnDay on which day a filter change is pushed to all
     * @param filter services that are not watched from then on
     * @param extractOnDay on which day a statistic is asked of all
     */
    public record Regions(
            List<Path> observations,
            Path sensors,
            Path policy,
            Instant from,
            int history,
            int days,
            String apart,
            int killOnDay,
            int filterOnDay,
            List<Service> filter,
            int extractOnDay) {
        public Regions {
            observations = List.copyOf(observations);
            filter = List.copyOf(filter);
            if (days < extractOnDay || days < filterOnDay || days < killOnDay || killOnDay < 2) {
                throw new IllegalArgumentException("an event after the last of " + days + " days, or on the first");
            }
        }

        Instant historyFrom() {
            return from.minus(Duration.ofDays(history));
        }

        Instant end(int day) {
            return from.plus(Duration.ofDays(day));
        }
    }

    /**
     * A node abroad sees attack orders; a member of the home country is attacked.
     *
     * @param orders the recorded order lists
     * @param sensors who watched them
     * @param policy that lets victims out to their own country
     * @param eve end of the day before the campaign: up to here orders are history
     * @param after until when the recording is replayed in the end, so that forecasts can be scored
     * @param network the member's protected prefix, of the documentation range
     * @param usualPeakBytesPerSecond what its usual busy hour brings
     * @param seed of the simulated flood
     * @param quiet ordinary traffic before the flood
     * @param flood length of the flood
     */
    public record Attack(
            List<Path> orders,
            Path sensors,
            Path policy,
            Instant eve,
            Instant after,
            Prefix network,
            @Default("1000000") long usualPeakBytesPerSecond,
            @Default("20240218") long seed,
            @Default("3s") Duration quiet,
            @Default("6s") Duration flood) {
        public Attack {
            orders = List.copyOf(orders);
        }
    }
}
