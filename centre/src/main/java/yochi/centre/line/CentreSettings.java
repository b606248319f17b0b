package yochi.centre.line;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yochi.analysis.cube.Grouping;
import yochi.centre.decision.Stake;
import yochi.centre.desk.Person;
import yochi.centre.open.OpenSettings;
import yochi.centre.response.Channel;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.Prefix;
import yochi.core.model.Tlp;
import yochi.link.config.Default;
import yochi.link.config.Secret;
import yochi.link.identity.VerifyingKey;
import yochi.link.table.TableSettings;

/**
 * Everything a centre is told; config/centre.yaml explains each key.
 *
 * @param name the centre's name, as in its certificate
 * @param home the country it serves
 * @param directory its own directory: authority, identity, databases
 * @param party where parties with a certificate speak to it
 * @param open where everybody may look, and new parties enrol
 * @param hosts host names and addresses that its certificate is valid for
 * @param tokenLife how long an enrolment token can be used
 * @param policies folder of each country's policy files, by country code; {@code other} for all others
 * @param store bounds of the statistics store
 * @param roundEvery how often an analysis round runs; 0 for only when asked
 * @param shared how long what was shared over TAXII can be fetched
 * @param regions what the analyses compare: each sensor, or each country
 * @param approver public key of the second role; without it no mitigation can be armed
 * @param maskAsn whether the pages show AS numbers as documentation ones, for pictures
 * @param publicPage what everybody may read without a log-in
 * @param members who is notified of what
 * @param notices how people are told: groups, webhooks, mail
 * @param situation what is recommended to whom, and who is on duty
 */
public record CentreSettings(
        @Default("centre") String name,
        Country home,
        Path directory,
        @Default("{port: 7443}") Listen party,
        @Default("{port: 8443}") Listen open,
        @Default("[127.0.0.1, localhost]") List<String> hosts,
        @Default("24h") Duration tokenLife,
        @Default("{}") Map<String, Path> policies,
        @Default("{}") TableSettings store,
        @Default("10m") Duration roundEvery,
        @Default("P90D") Duration shared,
        @Default("country") Grouping regions,
        Optional<VerifyingKey> approver,
        @Default("false") boolean maskAsn,
        @Default("{}") OpenSettings publicPage,
        @Default("[]") List<MemberPlan> members,
        @Default("{}") NoticePlan notices,
        @Default("{}") SituationPlan situation) {
    /** The key of {@link #policies} for countries that have none of their own. */
    public static final String OTHER = "other";

    public CentreSettings {
        if (shared.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("shared is at least a day, not " + shared);
        }
        hosts = List.copyOf(hosts);
        policies = Map.copyOf(policies);
        members = List.copyOf(members);
    }

    /**
     * What the situation room recommends to whom.
     *
     * @param decisions file of the decision table; without it the built-in one, until somebody replaces it
     * @param sites file of the register of protected sites; without it none, until somebody sends one
     * @param events file of the calendar of public events; without it the one shipped
     * @param networkTable date of the table by which order lists name networks and hosting countries
     * @param stakes what acting costs a member and what it loses without, by its name
     * @param people on duty, with role and token
     * @param keep how much of the past is at hand
     */
    public record SituationPlan(
            Optional<Path> decisions,
            Optional<Path> sites,
            Optional<Path> events,
            Optional<LocalDate> networkTable,
            @Default("{}") Map<String, Stake> stakes,
            @Default("[]") List<Person> people,
            @Default("{}") Keep keep) {
        public SituationPlan {
            stakes = Map.copyOf(stakes);
            people = List.copyOf(people);
            if (people.stream().map(p -> p.token().value()).distinct().count() < people.size()
                    || people.stream().map(Person::name).distinct().count() < people.size()) {
                throw new IllegalArgumentException("two people share a name or a token");
            }
        }

        /** Nobody on duty, the built-in table, no sites; networks are named by a table of that day. */
        public static SituationPlan withTable(LocalDate day) {
            return new SituationPlan(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(day),
                    Map.of(),
                    List.of(),
                    Keep.usual());
        }
    }

    /**
     * How much of the past a centre has at hand.
     *
     * @param alerts how long an alert that is over is kept with its history and answers
     * @param mostAlerts alerts that are over; beyond it the oldest go sooner
     * @param decisions entries of the decision log in the database; older ones are sealed into files, which stay
     */
    public record Keep(
            @Default("400d") Duration alerts,
            @Default("20000") int mostAlerts,
            @Default("10000") int decisions) {
        public Keep {
            if (alerts.compareTo(Duration.ofDays(31)) < 0 || mostAlerts < 100 || decisions < 100) {
                throw new IllegalArgumentException("at least 31 days and 100 alerts and decisions are kept, not "
                        + alerts.toDays() + " d, " + mostAlerts + " and " + decisions);
            }
        }

        /** What a centre keeps that is told nothing else. */
        static Keep usual() {
            return new Keep(Duration.ofDays(400), 20_000, 10_000);
        }
    }

    /**
     * A member as the centre's operator registers it.
     *
     * @param name as in its certificate
     * @param key its public signing key, as {@code yochi member --print-key} prints it
     * @param networks what it may be told about and protect
     * @param clearance the strictest marking it may read
     * @param readerToken for TAXII readers without a certificate, at least 20 characters
     * @param sector in a word, such as telecom
     * @param contacts whom to tell, each when the one before has not answered in time; none: its program alone
     * @param speaksFor a partner country: it is told of targets whose servers stand there
     */
    public record MemberPlan(
            String name,
            VerifyingKey key,
            List<NetworkPlan> networks,
            @Default("AMBER") Tlp clearance,
            Secret readerToken,
            @Default("") String sector,
            @Default("[]") List<ContactPlan> contacts,
            Optional<Country> speaksFor) {
        public MemberPlan {
            networks = List.copyOf(networks);
            contacts = List.copyOf(contacts);
        }
    }

    /**
     * Whom a member wants to be told.
     *
     * @param name of the person or post
     * @param channel how
     * @param address of a webhook or mail
     * @param within to acknowledge, before the next contact is told
     */
    public record ContactPlan(
            String name,
            Channel channel,
            @Default("") String address,
            @Default("30m") Duration within) {}

    /**
     * One protected prefix.
     *
     * @param asn the system it belongs to
     * @param prefix protected
     * @param usualPeakBytesPerSecond traffic of a usual busy hour: a limit never goes below
     */
    public record NetworkPlan(Asn asn, Prefix prefix, long usualPeakBytesPerSecond) {}

    /**
     * An address to listen on.
     *
     * @param host host name or address
     * @param port 0 for any free one
     */
    public record Listen(@Default("127.0.0.1") String host, int port) {}
}
