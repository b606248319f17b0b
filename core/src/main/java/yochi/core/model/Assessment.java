package yochi.core.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an alert means for those who must decide: how sure it is, what is known, inferred and unknown, what can be done,
 * and whom to tell.
 *
 * @param life where the alert is in its life
 * @param campaign id of the wave it belongs to
 * @param facts what was observed
 * @param inferences what follows from it, with how sure that is
 * @param unknowns what is not known, and what would settle it
 * @param options what can be done, each with its price
 * @param recommendation what the decision table says
 * @param place where the victim belongs, stands, and is routed
 * @param tell whom to tell, decided for each apart
 * @param answers what people said of it
 * @param caveats what weakens all of it, such as the age of a table
 */
public record Assessment(
        Life life,
        Optional<String> campaign,
        List<Words> facts,
        List<Words> inferences,
        List<Unknown> unknowns,
        List<Option> options,
        Optional<Recommendation> recommendation,
        Place place,
        List<Told> tell,
        List<Answer> answers,
        List<Words> caveats) {
    /** Of an alert that says nothing of it, such as one from an older centre. */
    public static final Assessment NONE = new Assessment(
            Life.NEW,
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Place.UNKNOWN,
            List.of(),
            List.of(),
            List.of());

    public Assessment {
        facts = List.copyOf(facts);
        inferences = List.copyOf(inferences);
        unknowns = List.copyOf(unknowns);
        options = List.copyOf(options);
        tell = List.copyOf(tell);
        answers = List.copyOf(answers);
        caveats = List.copyOf(caveats);
    }

    /** The life of an alert. */
    public enum Life {
        /** One source says so. */
        NEW,
        /** A second, independent source or a person says so too. */
        CONFIRMED,
        /** It grew, or a person calls for more. */
        ESCALATED,
        /** It is over. */
        ENDED,
        /** It was wrong. */
        FALSE;

        public boolean over() {
            return this == ENDED || this == FALSE;
        }
    }

    /** Something that is not known, and what would settle it. */
    public record Unknown(Words what, Words settledBy) {}

    /**
     * One thing that can be done.
     *
     * @param id as the decision table names it
     * @param text what is to be done
     * @param benefit what it is expected to bring
     * @param covers share of the named vectors that it acts upon, 0..1; absent where it acts upon none in particular
     * @param collateral what else it costs
     * @param reversible how it is taken back
     * @param authority whose word it needs
     * @param takesEffect time until it acts
     * @param expires time after which it ends by itself; absent where it does not
     */
    public record Option(
            String id,
            Words text,
            Words benefit,
            OptionalDouble covers,
            Words collateral,
            Words reversible,
            Words authority,
            Duration takesEffect,
            Optional<Duration> expires) {}

    /**
     * What the decision table says.
     *
     * @param table version of the table
     * @param row name of the row that fired
     * @param option id of the option it chose
     * @param text the row's own words
     * @param expected what following it is expected to bring
     */
    public record Recommendation(String table, String row, String option, Words text, Words expected) {}

    /**
     * Where a victim belongs, where its server stands, and whose network it is in: three things.
     *
     * @param victimCountry whose it is
     * @param hostingCountry where its server stands; unknown where nobody has said
     * @param originAs who announces its address
     */
    public record Place(VictimCountry victimCountry, Country hostingCountry, OriginAs originAs) {
        public static final Place UNKNOWN = new Place(
                new VictimCountry(Country.UNKNOWN, ""), Country.UNKNOWN, new OriginAs(Asn.UNKNOWN, Optional.empty()));
    }

    /**
     * Whose a victim is.
     *
     * @param value its country
     * @param by how that is known: {@code tld}, {@code register} or {@code hosting}; of a forecast that names no victim
     *     but asks about the country or one of its networks {@code question}
     */
    public record VictimCountry(Country value, String by) {}

    /**
     * Who announces an address.
     *
     * @param asn the autonomous system
     * @param table date of the table that says so; absent where it is not told
     */
    public record OriginAs(Asn asn, Optional<LocalDate> table) {}

    /** Why somebody is told. */
    public enum Role {
        /** The owner of a registered site. */
        OWNER,
        /** The provider whose network the address is in. */
        PROVIDER,
        /** The country in which the server stands. */
        PARTNER
    }

    /**
     * Somebody to be told.
     *
     * @param who a member's name, a site's name, or a country's code
     * @param role in which role
     * @param why one sentence
     * @param act whether the cost-loss rule says to act; absent where cost and loss are not set
     * @param recipient under which name notices go to it; absent where nobody can be told
     * @param untold why nobody can be told; absent where somebody can
     */
    public record Told(
            String who,
            Role role,
            Words why,
            Optional<CostLoss> act,
            Optional<String> recipient,
            Optional<Words> untold) {
        /** Of whom nobody has said whether notices reach it. */
        public Told(String who, Role role, Words why, Optional<CostLoss> act) {
            this(who, role, why, act, Optional.empty(), Optional.empty());
        }

        /** The same where notices reach it under that name. */
        public Told to(String name) {
            return new Told(who, role, why, act, Optional.of(name), Optional.empty());
        }

        /** The same where nobody can be told. */
        public Told untold(Words reason) {
            return new Told(who, role, why, act, Optional.empty(), Optional.of(reason));
        }
    }

    /**
     * The cost-loss rule for one recipient: act when p is above C/L.
     *
     * @param probability calibrated probability that the attack comes
     * @param ratio cost of acting divided by the loss it avoids
     * @param act whether to act
     * @param gain expected gain of following the rule over never acting, in units of the loss
     */
    public record CostLoss(double probability, double ratio, boolean act, double gain) {
        /** The rule of Murphy (1977). */
        public static CostLoss of(double probability, double ratio) {
            boolean act = probability > ratio;
            return new CostLoss(probability, ratio, act, act ? probability - ratio : 0);
        }
    }

    /** What somebody says of an alert. */
    public enum Verdict {
        FALSE,
        SEEN_HERE,
        HANDLED
    }

    /**
     * An answer of a member or an analyst.
     *
     * @param who a member's name, or an analyst's
     * @param verdict what is said
     * @param at when, wall clock
     * @param why in the answerer's own words; may be empty
     */
    public record Answer(String who, Verdict verdict, Instant at, String why) {}

    /** The same at another point of its life. */
    public Assessment with(Life next) {
        return new Assessment(
                next, campaign, facts, inferences, unknowns, options, recommendation, place, tell, answers, caveats);
    }

    /** The same with these answers. */
    public Assessment withAnswers(List<Answer> all) {
        return new Assessment(
                life, campaign, facts, inferences, unknowns, options, recommendation, place, tell, all, caveats);
    }

    /** The same in a campaign. */
    public Assessment in(String wave) {
        return new Assessment(
                life,
                Optional.of(wave),
                facts,
                inferences,
                unknowns,
                options,
                recommendation,
                place,
                tell,
                answers,
                caveats);
    }
}
