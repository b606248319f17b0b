package yochi.evaluation.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import yochi.link.config.SettingsFile;

/**
 * How worlds of attacks on victims are made; the keys' meanings and sources stand in {@code victims.yaml}.
 *
 * @param version {@value #VERSION}
 */
public record VictimParameters(
        String version,
        int days,
        LocalDate start,
        int stepMinutes,
        List<Integer> tuningSeeds,
        List<Integer> judgingSeeds,
        Ground ground,
        Campaigns campaigns,
        Attacks attacks,
        Sizes sizes,
        Sight sight,
        Background background,
        Botnets botnets,
        Nuisances nuisances) {
    public static final String VERSION = "yochi.victims/1";

    private static final String FILE = "victims.yaml";

    public VictimParameters {
        if (!version.equals(VERSION)) {
            throw new IllegalArgumentException("version must be " + VERSION + ", not " + version);
        }
        Bounds.within("days", days, 30, 3660);
        Bounds.within("stepMinutes", stepMinutes, 1, 60);
        tuningSeeds = List.copyOf(tuningSeeds);
        judgingSeeds = List.copyOf(judgingSeeds);
        if (tuningSeeds.stream().anyMatch(judgingSeeds::contains)) {
            throw new IllegalArgumentException("a world to tune on must not be judged on: " + tuningSeeds);
        }
    }

    /** Countries and nodes. */
    public record Ground(
            int countries,
            int blocs,
            int sites,
            List<Integer> darknetAddresses,
            List<Integer> honeypots,
            List<Integer> readers,
            double reading) {
        public Ground {
            Bounds.within("countries", countries, 2, 24);
            Bounds.within("blocs", blocs, 1, countries);
            Bounds.within("sites", sites, 1, 100);
            Bounds.within("reading", reading, 0, 1);
            darknetAddresses = List.copyOf(darknetAddresses);
            honeypots = List.copyOf(honeypots);
            readers = List.copyOf(readers);
            darknetAddresses.forEach(a -> Bounds.within("darknetAddresses", a, 0, 1 << 24));
            honeypots.forEach(h -> Bounds.within("honeypots", h, 0, 1000));
            Bounds.within("number of honeypots", honeypots.size(), darknetAddresses.size(), darknetAddresses.size());
            int nodes = darknetAddresses.size();
            readers.forEach(r -> Bounds.within("readers", r, 0, nodes - 1));
        }

        public int nodes() {
            return darknetAddresses.size();
        }
    }

    /** Who is attacked when, and what goes before. */
    public record Campaigns(
            int crews,
            double perCountryDay,
            double affinity,
            double blocFactor,
            double days,
            double restDays,
            double attacksPerDay,
            double again,
            double ordered,
            double lead,
            double leadHours,
            double warmUp,
            double earlyFlood,
            double recruited,
            int precursorDays,
            double precursorSize) {
        public Campaigns {
            Bounds.within("crews", crews, 1, 64);
            Bounds.within("perCountryDay", perCountryDay, 0, 1);
            Bounds.within("affinity", affinity, 0, 3);
            Bounds.within("blocFactor", blocFactor, 1, 100);
            Bounds.within("days", days, 1, 100);
            Bounds.within("restDays", restDays, 0, 1);
            Bounds.within("attacksPerDay", attacksPerDay, 1, 100);
            Bounds.within("again", again, 0, 1);
            Bounds.within("ordered", ordered, 0, 1);
            Bounds.within("lead", lead, 0, 1);
            Bounds.within("leadHours", leadHours, 0, 24);
            Bounds.within("warmUp", warmUp, 0, 1);
            Bounds.within("earlyFlood", earlyFlood, 0, 1);
            Bounds.within("recruited", recruited, 0, 1);
            Bounds.within("precursorDays", precursorDays, 1, 14);
            Bounds.within("precursorSize", precursorSize, 0.0001, 1);
        }

        Campaigns with(double warm, double early, double grown) {
            return new Campaigns(
                    crews,
                    perCountryDay,
                    affinity,
                    blocFactor,
                    days,
                    restDays,
                    attacksPerDay,
                    again,
                    ordered,
                    lead,
                    leadHours,
                    warm,
                    early,
                    grown,
                    precursorDays,
                    precursorSize);
        }
    }

    /** How an attack goes. */
    public record Attacks(
            double minutes,
            double minutesSigma,
            List<String> vectors,
            List<String> kinds,
            List<Double> shares,
            int menu,
            double persistence,
            double habit,
            List<Double> answerBytes,
            List<Double> packetBytes) {
        public Attacks {
            Bounds.within("minutes", minutes, 1, 10_000);
            Bounds.within("minutesSigma", minutesSigma, 0, 3);
            Bounds.within("persistence", persistence, 0, 1);
            Bounds.within("habit", habit, 0, 1);
            vectors = List.copyOf(vectors);
            kinds = List.copyOf(kinds);
            shares = List.copyOf(shares);
            answerBytes = List.copyOf(answerBytes);
            packetBytes = List.copyOf(packetBytes);
            int n = vectors.size();
            for (List<?> each : List.of(kinds, shares, answerBytes, packetBytes)) {
                Bounds.within("values, one for each vector,", each.size(), n, n);
            }
            Bounds.within("menu", menu, 1, n);
            kinds.forEach(VictimVector.Kind::parse);
        }

        /** All vectors in the order of the file. */
        public List<VictimVector> all() {
            return java.util.stream.IntStream.range(0, vectors.size())
                    .mapToObj(i -> new VictimVector(
                            vectors.get(i),
                            VictimVector.Kind.parse(kinds.get(i)),
                            shares.get(i),
                            answerBytes.get(i),
                            packetBytes.get(i)))
                    .toList();
        }
    }

    /** How large attacks are. */
    public record Sizes(
            double reflectedMedian,
            double spoofedMedian,
            double bitsPerBot,
            double botsUsed,
            double crewSigma,
            double siteSigma,
            double attackSigma,
            double stepSigma,
            double tail,
            double tailIndex) {
        public Sizes {
            Bounds.within("reflectedMedian", reflectedMedian, 1, 1e15);
            Bounds.within("spoofedMedian", spoofedMedian, 1, 1e15);
            Bounds.within("bitsPerBot", bitsPerBot, 1, 1e12);
            Bounds.within("botsUsed", botsUsed, 0.0001, 1);
            Bounds.within("crewSigma", crewSigma, 0, 5);
            Bounds.within("siteSigma", siteSigma, 0, 5);
            Bounds.within("attackSigma", attackSigma, 0, 5);
            Bounds.within("stepSigma", stepSigma, 0, 5);
            Bounds.within("tail", tail, 0, 1);
            Bounds.within("tailIndex", tailIndex, 0.1, 10);
        }
    }

    /** What sensors see of it. */
    public record Sight(
            double listed,
            double relisted,
            double reflectors,
            double reflectorsSigma,
            double answered,
            double answeredSigma,
            double unevenlySpoofed,
            int leastRequests,
            int leastBackscatter) {
        public Sight {
            Bounds.within("listed", listed, 0, 1);
            Bounds.within("relisted", relisted, 0, 1);
            Bounds.within("reflectors", reflectors, 1, 1e7);
            Bounds.within("reflectorsSigma", reflectorsSigma, 0, 3);
            Bounds.within("answered", answered, 0, 1);
            Bounds.within("answeredSigma", answeredSigma, 0, 3);
            Bounds.within("unevenlySpoofed", unevenlySpoofed, 0, 1);
            Bounds.within("leastRequests", leastRequests, 1, 1e6);
            Bounds.within("leastBackscatter", leastBackscatter, 1, 1e6);
        }
    }

    /** Attacks that no campaign orders. */
    public record Background(
            double reflectedPerDay,
            double spoofedPerDay,
            double countrySigma,
            double scatter,
            double onSites,
            double sizeFactor) {
        public Background {
            Bounds.within("reflectedPerDay", reflectedPerDay, 0, 10_000);
            Bounds.within("spoofedPerDay", spoofedPerDay, 0, 10_000);
            Bounds.within("countrySigma", countrySigma, 0, 3);
            Bounds.within("scatter", scatter, 0, 4);
            Bounds.within("onSites", onSites, 0, 1);
            Bounds.within("sizeFactor", sizeFactor, 0.0001, 10);
        }
    }

    /** Who scans and grows. */
    public record Botnets(
            double bots,
            double botsSigma,
            double wander,
            double growthFactor,
            int growthDays,
            double fadeDays,
            double unused,
            int worms,
            double probesPerDay) {
        public Botnets {
            Bounds.within("bots", bots, 1, 1e8);
            Bounds.within("botsSigma", botsSigma, 0, 5);
            Bounds.within("wander", wander, 0, 1);
            Bounds.within("growthFactor", growthFactor, 1, 1000);
            Bounds.within("growthDays", growthDays, 1, 100);
            Bounds.within("fadeDays", fadeDays, 0.1, 1000);
            Bounds.within("unused", unused, 0, 1);
            Bounds.within("worms", worms, 0, 100);
            Bounds.within("probesPerDay", probesPerDay, 0, 1e12);
        }
    }

    /** What has nothing to do with it, or is lost. */
    public record Nuisances(
            double scannersPerDay,
            double researchPerDay,
            double researchSources,
            int researchDays,
            double outage,
            double outageShare,
            double missingDay,
            double late,
            double forged) {
        public static final Nuisances NONE = new Nuisances(0, 0, 0, 1, 0, 0, 0, 0, 0);

        public Nuisances {
            Bounds.within("scannersPerDay", scannersPerDay, 0, 100_000);
            Bounds.within("researchPerDay", researchPerDay, 0, 1);
            Bounds.within("researchSources", researchSources, 0, 1e6);
            Bounds.within("researchDays", researchDays, 1, 100);
            Bounds.within("outage", outage, 0, 1);
            Bounds.within("outageShare", outageShare, 0, 1);
            Bounds.within("missingDay", missingDay, 0, 1);
            Bounds.within("late", late, 0, 1);
            Bounds.within("forged", forged, 0, 1);
        }
    }

    /** Those that were fixed before any model was fitted on such a world. */
    public static VictimParameters committed() {
        try (InputStream in = VictimParameters.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the programme lacks " + FILE);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads them strictly: every unknown, missing or impossible value is told with its line. */
    public static VictimParameters parse(String yaml, String source) {
        return SettingsFile.parse(yaml, source, Path.of(""), VictimParameters.class);
    }

    /** The same without any nuisance: what could be gained at best. */
    public VictimParameters quiet() {
        return with(campaigns, Nuisances.NONE);
    }

    /** The same in which nothing goes before a first order: nothing can be gained. */
    public VictimParameters withoutPrecursors() {
        return with(campaigns.with(0, 0, 0), nuisances);
    }

    private VictimParameters with(Campaigns otherCampaigns, Nuisances otherNuisances) {
        return new VictimParameters(
                version,
                days,
                start,
                stepMinutes,
                tuningSeeds,
                judgingSeeds,
                ground,
                otherCampaigns,
                attacks,
                sizes,
                sight,
                background,
                botnets,
                otherNuisances);
    }
}
