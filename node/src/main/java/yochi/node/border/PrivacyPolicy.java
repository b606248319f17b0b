package yochi.node.border;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import yochi.core.model.Country;
import yochi.core.model.SourceReport;
import yochi.link.config.Default;
import yochi.link.config.SettingsFile;
import yochi.link.identity.Sha256;
import yochi.link.wire.SourceReportCodec;
import yochi.node.archive.Retention;
import yochi.node.summary.Detail;

/**
 * What may leave the country (docs/privacy.md); defaults are the strict export rules of algorithms §6.2.
 *
 * @param version must be {@value #VERSION}
 * @param name printed in every output
 * @param epoch length of an observation epoch
 * @param release cells are judged, suppressed and released together per window of this length
 * @param lateness how long a window stays open for late data
 * @param k distinct addresses that a cell needs
 * @param networks distinct /24 (IPv6: /48) networks that a cell needs
 * @param sensors distinct sensors that a cell needs
 * @param dominance one address must give less than this share of a cell's packets; above 1: no test
 * @param clip packets that one address may add to one cell in one epoch (algorithms §6.2: 1,000); 0: no clipping
 * @param clipWindow packets that one address may add to all cells of a release window together, shared among them as it
 *     shared its packets; 0: no such bound
 * @param rounding totals and rest are told to the nearest multiple of this (algorithms §6.2: 5); 1: exactly
 * @param dimensions which dimensions leave besides attack type and time
 * @param sketches whether distinct sets leave as keyed sketches; without it only numbers leave
 * @param victims who is told of the victims of attack orders
 * @param seenVictims who is told of the victims that sensors here saw attacked
 * @param offenders who is told of machines that attack
 * @param questions extraction requests that one reader is answered within an hour
 * @param publicView the noisy daily view that anybody may read; without it nothing is public
 * @param retention how long the node keeps released windows, with addresses, at home for extraction; observation time
 * @param details further metrics that are kept, and leave where their release rule lets them; each costs time per
 *     packet
 * @param archive how much of that may lie on the disk, and how long counts stay
 * @param findings what is told beside the statistics: counts of attacks and verdicts without addresses
 * @param sampling share of the sensors that count, drawn anew every day; without it all do
 * @param probes whether what looks like a probe of one sensor is counted in anything that leaves
 * @param readers who besides the centre may read rare services in answers
 * @param intersections with whom, and how often, the node compares its addresses without a common key; without it never
 * @param sources whether sources that cannot be forged leave one by one, as tokens of a day; without it never
 */
public record PrivacyPolicy(
        @Default(VERSION) String version,
        String name,
        @Default("PT1M") Duration epoch,
        @Default("PT1H") Duration release,
        @Default("PT10M") Duration lateness,
        @Default("10") int k,
        @Default("2") int networks,
        @Default("2") int sensors,
        @Default("0.7") double dominance,
        @Default("1000") int clip,
        @Default("0") int clipWindow,
        @Default("5") int rounding,
        @Default("[service, tool]") Set<Dimension> dimensions,
        Optional<Sketches> sketches,
        @Default("none") VictimRule victims,
        @Default("none") SeenVictimRule seenVictims,
        @Default("none") OffenderRule offenders,
        @Default("60") int questions,
        Optional<PublicView> publicView,
        @Default("P40D") Duration retention,
        @Default("[]") Set<Detail> details,
        @Default("{}") Retention archive,
        @Default("[events, onset, links]") Set<Found> findings,
        Optional<Sampling> sampling,
        @Default("withheld") ProbeRule probes,
        @Default("{}") Readers readers,
        Optional<Intersections> intersections,
        Optional<SourceRule> sources) {
    public static final String VERSION = "yochi.policy/1";

    /** A dimension of cells that may leave. */
    public enum Dimension {
        SENSOR,
        SERVICE,
        TOOL,
        /** Country of the counted address. */
        PLACE,
        /** Autonomous system of the counted address. */
        ASN,
        /** Who runs each sensor; without it an analysis cannot know which sensors are built and filtered alike. */
        OPERATOR
    }

    /** What a node finds, beside what it counts. */
    public enum Found {
        /** How many attacks were under way, by kind and service. */
        EVENTS,
        /** Services to which sources came together. */
        ONSET,
        /** Attempts that packets and a honeypot's log both hold. */
        LINKS,
        /** Words that k sources said to honeypots, as keyed tokens; only where the policy lets sketches out. */
        WORDS
    }

    /** What becomes of traffic that looks like a probe of one sensor (algorithms §6.1). */
    public enum ProbeRule {
        /** It leaves in no number, where several sensors watch and none of them is named. */
        WITHHELD,
        /** It counts like any other. */
        TOLD
    }

    /**
     * Random sub-sampling of sensors (algorithms §6.1).
     *
     * @param share of the sensors that watch; at least one sensor, and at least as many as a cell needs
     * @param every another draw after this span; a multiple of the release window
     */
    public record Sampling(@Default("0.5") double share, @Default("P1D") Duration every) {
        public Sampling {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("sampling.share is above 0 and at most 1, not " + share);
            }
        }
    }

    /**
     * What readers of answers are trusted with.
     *
     * @param trusted readers who are told of every service that passes
     * @param rareService addresses that a service needs to be named to any other reader: ten times k by default
     */
    public record Readers(
            @Default("[centre]") Set<String> trusted,
            @Default("100") int rareService) {
        public Readers {
            trusted = Collections.unmodifiableSet(new TreeSet<>(trusted));
            if (rareService < 1) {
                throw new IllegalArgumentException("readers.rareService is at least 1, not " + rareService);
            }
        }
    }

    /**
     * The size of what two nodes have in common, by elliptic curves, without a common key.
     *
     * @param with countries of the nodes with which it is allowed
     * @param atLeast items that each side must have
     * @param aDay how often with one node, since two runs differ by what one side added
     */
    public record Intersections(
            Set<Country> with,
            @Default("1000") int atLeast,
            @Default("2") int aDay) {
        public Intersections {
            with = Collections.unmodifiableSet(new TreeSet<>(with));
            if (atLeast < 1 || aDay < 0) {
                throw new IllegalArgumentException("intersections.atLeast is at least 1, aDay at least 0");
            }
        }
    }

    /**
     * Sources that cannot be forged, one by one, for the forecast of who comes to the home country tomorrow.
     *
     * @param days how far back it is told on which days each came
     * @param atLeast sources that a service needs, beside {@code k}
     * @param most sources of one service; those seen last go first
     * @param homes nodes of the home country, by their names on the signed roster, to which the addresses go, closed
     */
    public record SourceRule(
            @Default("P28D") Duration days,
            @Default("20") int atLeast,
            @Default("20000") int most,
            @Default("[]") Set<String> homes) {
        public SourceRule {
            homes = Collections.unmodifiableSet(new TreeSet<>(homes));
            if (days.compareTo(Duration.ofDays(1)) < 0
                    || days.compareTo(Duration.ofDays(SourceReport.MOST_DAYS)) > 0
                    || days.toSeconds() % Duration.ofDays(1).toSeconds() != 0) {
                throw new IllegalArgumentException(
                        "sources.days is 1 to " + SourceReport.MOST_DAYS + " whole days, not " + days);
            }
            if (atLeast < 1 || most < 1 || most > SourceReportCodec.MOST) {
                throw new IllegalArgumentException("sources.atLeast is at least 1, sources.most 1 to "
                        + SourceReportCodec.MOST + ", not " + atLeast + ", " + most);
            }
            if (homes.size() > SourceReportCodec.MOST_BOXES) {
                throw new IllegalArgumentException(
                        "sources.homes names at most " + SourceReportCodec.MOST_BOXES + " nodes");
            }
        }
    }

    /** Who is told of the victims of attack orders. */
    public enum VictimRule {
        /** Nobody; only counts leave. */
        NONE,
        /** The victims' own country. */
        OWN_COUNTRY,
        /** That, and the country in which the victim's server stands, so that its provider can be told. */
        OWN_COUNTRY_OR_HOST
    }

    /** Who is told of the victims that sensors here saw: a consent of its own, since no list has published them. */
    public enum SeenVictimRule {
        /** Nobody; only counts leave. */
        NONE,
        /** The victims' own country. */
        OWN_COUNTRY
    }

    /** Who is told of machines that attack here. */
    public enum OffenderRule {
        /** Nobody; only counts leave. */
        NONE,
        /** The country of the centre, of those of its machines whose address cannot have been forged. */
        OWN_COUNTRY,
        /** That, and each other country's own node, which is told of no machines but its country's, by a parcel. */
        PARTNERS
    }

    /**
     * Distinct sets as keyed sketches.
     *
     * @param every one sketch per this span and cell; equals the release window
     * @param keyLife the key changes after this span, at most a week; sketches of one key merge. A week is the switch
     *     for overlap questions across days, off by default
     * @param atLeast no sketch of fewer addresses, since a small sketch is an exact list (algorithms §6.3)
     * @param sample share of all addresses that can be in a sketch at all, chosen by the keyed hash (algorithms §6.3:
     *     1/2 to 1/8), so that nobody's absence can be read from it
     */
    public record Sketches(
            Duration every,
            @Default("P1D") Duration keyLife,
            @Default("100") int atLeast,
            @Default("1") double sample) {
        /** The longest life of a key. */
        static final Duration WEEK = Duration.ofDays(7);

        public Sketches {
            if (keyLife.compareTo(WEEK) > 0 || atLeast < 1 || !(sample >= 0.01 && sample <= 1)) {
                throw new IllegalArgumentException(
                        "keyLife at most " + WEEK + ", atLeast at least 1, sample from 0.01 to 1");
            }
            if (keyLife.toSeconds() < 1 || keyLife.toSeconds() % every.toSeconds() != 0) {
                throw new IllegalArgumentException(
                        "keyLife " + keyLife + " is no multiple of every " + every + ": a sketch would span two keys");
            }
        }
    }

    /**
     * The public view: one report a day, by class of attack and country alone, late and with noise.
     *
     * @param epsilon of the daily report, per source address (algorithms §6.4: 1)
     * @param cellsPerSource cells of a day that one source may count in (algorithms §6.4: 5)
     * @param delay after the day's end
     */
    public record PublicView(
            @Default("1") double epsilon,
            @Default("5") int cellsPerSource,
            @Default("P1D") Duration delay) {
        public PublicView {
            if (!(epsilon > 0) || !(epsilon <= 10) || cellsPerSource < 1 || delay.compareTo(Duration.ofDays(1)) < 0) {
                throw new IllegalArgumentException(
                        "epsilon above 0 and at most 10, cellsPerSource at least 1, delay at least a day");
            }
        }
    }

    public PrivacyPolicy {
        if (!version.equals(VERSION)) {
            throw new IllegalArgumentException("policy version " + version + ", this side reads " + VERSION);
        }
        if (name.isBlank() || name.length() > 100) {
            throw new IllegalArgumentException("a policy needs a name of at most 100 letters");
        }
        if (epoch.toSeconds() < 1 || release.toSeconds() % epoch.toSeconds() != 0) {
            throw new IllegalArgumentException("release " + release + " is no multiple of epoch " + epoch);
        }
        if (k < 1 || networks < 1 || sensors < 1 || !(dominance > 0)) {
            throw new IllegalArgumentException("k, networks, sensors must be at least 1 and dominance above 0");
        }
        if (Math.min(clip, clipWindow) < 0 || rounding < 1 || questions < 0) {
            throw new IllegalArgumentException("clip, clipWindow and questions are at least 0, rounding at least 1");
        }
        if (sensors > 1 && dimensions.contains(Dimension.SENSOR)) {
            throw new IllegalArgumentException(
                    "sensors: " + sensors + " cannot hold where the dimension sensor leaves: such cells have one");
        }
        if (retention.isNegative()) {
            throw new IllegalArgumentException("retention " + retention + " is below 0");
        }
        Duration window = release;
        sketches.ifPresent(s -> {
            if (!s.every().equals(window)) {
                throw new IllegalArgumentException("sketches.every " + s.every() + " is not release " + window);
            }
        });
        sampling.ifPresent(s -> {
            if (s.every().toSeconds() < 1 || s.every().toSeconds() % window.toSeconds() != 0) {
                throw new IllegalArgumentException("sampling.every " + s.every() + " is no multiple of " + window);
            }
        });
        Set<Dimension> sorted = EnumSet.noneOf(Dimension.class);
        sorted.addAll(dimensions);
        dimensions = Collections.unmodifiableSet(sorted);
        Set<Detail> further = EnumSet.noneOf(Detail.class);
        further.addAll(details);
        details = Collections.unmodifiableSet(further);
        Set<Found> found = EnumSet.noneOf(Found.class);
        found.addAll(findings);
        findings = Collections.unmodifiableSet(found);
    }

    /** The default of every node: nothing but what passes the rules of algorithms §6.2. */
    public static PrivacyPolicy strict() {
        return ofYaml("name: strict\n");
    }

    /** Reads YAML; every problem is told at once. */
    public static PrivacyPolicy ofYaml(String yaml) {
        return SettingsFile.parse(yaml, "policy", Path.of("."), PrivacyPolicy.class);
    }

    /** Reads a YAML file. */
    public static PrivacyPolicy read(Path file) {
        return SettingsFile.read(file, PrivacyPolicy.class);
    }

    /** The same policy with another k, for comparing. */
    public PrivacyPolicy withK(int other) {
        return new PrivacyPolicy(
                version,
                name + " with k = " + other,
                epoch,
                release,
                lateness,
                other,
                networks,
                sensors,
                dominance,
                clip,
                clipWindow,
                rounding,
                dimensions,
                sketches,
                victims,
                seenVictims,
                offenders,
                questions,
                publicView,
                retention,
                details,
                archive,
                findings,
                sampling,
                probes,
                readers,
                intersections,
                sources);
    }

    /** The policy in full as YAML that {@link #ofYaml} reads: the text whose digest identifies it. */
    public String canonicalText() {
        return SettingsFile.print(this);
    }

    /** SHA-256 of the canonical text, hexadecimal. */
    public String digest() {
        return Sha256.hex(canonicalText());
    }
}
