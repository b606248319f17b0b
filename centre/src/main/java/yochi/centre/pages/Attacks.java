package yochi.centre.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Metric;
import yochi.core.model.Party;
import yochi.core.model.Service;
import yochi.core.model.Statistic;
import yochi.core.model.Telling;

/**
 * What the nodes found, and what follows from all of them together; nobody is named.
 *
 * @param from start of the span shown, observation time
 * @param until its end
 * @param tellers which nodes send what they find, by name
 * @param told attacks that nodes counted, the most first
 * @param pooled floods that the sums over nodes tell, the newest first
 * @param together services to which sources came together, the newest first
 * @param unusual spans in which the nodes' windows as a whole were unusual, the newest first
 * @param linked attempts that packets and a honeypot's log both hold
 */
public record Attacks(
        Instant from,
        Instant until,
        List<Teller> tellers,
        List<Told> told,
        List<Pooled> pooled,
        List<Together> together,
        List<Unusual> unusual,
        List<Linked> linked) {
    public Attacks {
        tellers = List.copyOf(tellers);
        told = List.copyOf(told);
        pooled = List.copyOf(pooled);
        together = List.copyOf(together);
        unusual = List.copyOf(unusual);
        linked = List.copyOf(linked);
    }

    /**
     * A node and what it sends of its finds.
     *
     * @param telling as its newest report says
     * @param until end of that report's window
     */
    public record Teller(String node, Country country, Telling telling, Instant until) {}

    /**
     * Attacks of one kind on one service at one node.
     *
     * @param party whose addresses stand behind them
     * @param kind as the node names it, such as {@code dosBackscatter}
     * @param rest whether these are the ones too few to be told by service
     * @param most attacks under way in the busiest window
     * @param different at least so many different ones in all windows: one that lasts over several counts once
     * @param windows windows with any
     * @param first start of the first of them
     * @param last end of the last of them
     */
    public record Told(
            String node,
            Country country,
            Party party,
            String kind,
            boolean carpet,
            Service service,
            boolean rest,
            long most,
            long different,
            int windows,
            Instant first,
            Instant last) {}

    /**
     * One flood.
     *
     * @param number within this centre
     * @param mostInMinute most packets within 60 seconds
     * @param nodes how many saw its victim's answers
     * @param countries where those nodes stand, as far as it is known
     * @param alone whether one node alone would have told it
     * @param confidence 0.5 at the threshold; a rank, no probability
     * @param parts days' keys under which it was counted; more than one: put together by time and likeness
     */
    public record Pooled(
            long number,
            AttackType attackType,
            Instant from,
            Instant until,
            long packets,
            long mostInMinute,
            int nodes,
            List<Country> countries,
            boolean alone,
            double confidence,
            int parts) {
        public Pooled {
            countries = List.copyOf(countries);
        }
    }

    /**
     * Sources that came to a service together.
     *
     * @param sources in the fullest slot
     * @param expected there by chance
     * @param surprise minus ten times the decimal logarithm of the false-discovery rate
     * @param oddsRatio of the service among the sources of the fullest slot, over the window's others; where told
     * @param group the node's number of the group, the same as long as its networks come back; 0 where none is told
     * @param networks of the group within a day, 0 where none is told
     * @param networksBefore of the day before
     */
    public record Together(
            String node,
            Country country,
            Instant from,
            Instant until,
            Service service,
            long sources,
            long expected,
            long surprise,
            Optional<Double> oddsRatio,
            long group,
            long networks,
            long networksBefore) {
        private static final double TENTHS = 10;

        /** What a cell of a report tells; empty where it tells of no sources that came together. */
        public static Optional<Together> of(String node, Country country, Statistic cell) {
            if (!cell.measures().containsKey(Metric.ONSET_SOURCES)) {
                return Optional.empty();
            }
            Optional<Double> odds = cell.measures().containsKey(Metric.ONSET_ODDS)
                    ? Optional.of(cell.count(Metric.ONSET_ODDS) / TENTHS)
                    : Optional.empty();
            return Optional.of(new Together(
                    node,
                    country,
                    cell.key().epoch().start(),
                    cell.key().epoch().end(),
                    cell.key().service(),
                    cell.count(Metric.ONSET_SOURCES),
                    cell.count(Metric.ONSET_EXPECTED),
                    cell.count(Metric.ONSET_SURPRISE),
                    odds,
                    cell.count(Metric.ONSET_GROUP),
                    cell.count(Metric.ONSET_NETWORKS),
                    cell.count(Metric.ONSET_NETWORKS_BEFORE)));
        }
    }

    /**
     * Ten minutes that all detectors of a node together call unusual, or that several nodes do.
     *
     * @param nodes that told how unusual the span was
     * @param low of them with a p-value below 0.01
     * @param alarms nodes that alarm by their own budget
     * @param pBinomial chance of so many low ones
     * @param pCauchy of all of them together
     */
    public record Unusual(
            Instant from, Instant until, int nodes, int low, List<String> alarms, double pBinomial, double pCauchy) {
        public Unusual {
            alarms = List.copyOf(alarms);
        }
    }

    /** Honeypot sessions of a node, and those whose packets a capture holds too. */
    public record Linked(String node, Country country, long sessions, long ofSessions) {}
}
