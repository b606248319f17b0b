package yochi.evaluation;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a reader of the evaluation must know about a suite whatever it measured.
 *
 * @param suite its name, as {@code yochi evaluate} takes it
 * @param question what it answers
 * @param command that runs it, from the root of the repository
 * @param limits what its data cannot show, one sentence each
 */
record Chapter(String suite, String question, String command, List<String> limits) {
    Chapter {
        limits = List.copyOf(limits);
    }

    private static final String SIMULATED =
            "Simulated: the worlds were written apart from the analyses and hold known nuisances, but a nuisance that"
                    + " nobody thought of is not in them.";
    private static final String MARX =
            "Real: nine honeypots of one operator over nineteen weeks of 2013; no later year, no other kind of sensor.";

    /** All suites, in the order in which they are told. */
    static List<Chapter> all() {
        return Stream.concat(analyses().stream(), others().stream()).toList();
    }

    private static List<Chapter> analyses() {
        return List.of(
                new Chapter(
                        "regions",
                        "Do regions that must be alike come out alike?",
                        "./yochi evaluate regions --data samples/marx",
                        List.of(
                                MARX,
                                "One pair of sensors stands in one city: the truth is one pair of 36, and weeks of the"
                                        + " same sensors resemble each other.")),
                new Chapter(
                        "locality",
                        "What is peculiar to some regions, and is it told rightly?",
                        "./yochi evaluate locality",
                        List.of(SIMULATED)),
                new Chapter(
                        "trend",
                        "When did a series change, and where is it heading?",
                        "./yochi evaluate trend --data ../shared/data/telescope",
                        List.of(
                                "The published alerts are what another program told, not what happened: reproducing"
                                        + " them shows that the method is the same, not that it is right.")),
                new Chapter(
                        "onset",
                        "Are sources that begin to act together seen, and how many false alerts does it cost?",
                        "./yochi evaluate onset",
                        List.of(
                                SIMULATED,
                                "The rivals' published figures rest on data that are not public; they were run here on"
                                        + " the same simulated packets.")),
                new Chapter(
                        "propagation",
                        "Who comes first, and where does it go next?",
                        "./yochi evaluate propagation",
                        List.of(
                                SIMULATED,
                                "No accuracy of country-to-country propagation from darknets has been published, so"
                                        + " there is nothing outside to compare with.")),
                new Chapter(
                        "nulls",
                        "Does every test keep its level where nothing happens?",
                        "./yochi evaluate nulls",
                        List.of(
                                "Simulated from each test's own null hypothesis: real traffic may break what the"
                                        + " hypothesis takes for granted.")));
    }

    private static List<Chapter> others() {
        return List.of(
                new Chapter(
                        "forecast",
                        "Is tomorrow's activity told better than by naive means?",
                        "./yochi evaluate forecast --data samples",
                        List.of(
                                MARX,
                                "Orders to attack are not measured traffic: whether an attack followed is not known.")),
                new Chapter(
                        "pooling",
                        "What do small darknets gain by adding their counts?",
                        "./yochi evaluate pooling",
                        List.of("Simulated floods with evenly spoofed sources; a flood that spoofs unevenly is seen"
                                + " otherwise.")),
                new Chapter(
                        "probing",
                        "Can somebody who sends marked probes find the sensors in what is published?",
                        "./yochi evaluate probing",
                        List.of("Simulated traffic through the real border; attackers who know more than assumed were"
                                + " not tried.")),
                new Chapter(
                        "sessions",
                        "Are honeypot sessions named rightly?",
                        "./yochi evaluate sessions --data LOG... --mapped LOG=FILE",
                        List.of("Ninety-nine sessions read by one person; agreement between people is not known.")));
    }
}
