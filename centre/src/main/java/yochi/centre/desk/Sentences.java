package yochi.centre.desk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import yochi.centre.pages.Phrase;

/**
 * The situation room's sentences by code, so that the pages can say them in the reader's language. A sentence that fits
 * none is shown as it stands.
 */
final class Sentences {
    private record Known(String code, Pattern pattern) {}

    private static final List<Known> KNOWN = List.of(
            known(
                    "evidence.listed",
                    "An order list in force at (?<time>\\S+) named (?<n>\\d+) targets? in (?<asn>\\w+)"
                            + " with (?<orders>\\d+) orders\\."),
            known("evidence.vectors", "Vectors: (?<vectors>.*); services: (?<services>.*)\\."),
            known(
                    "evidence.policy",
                    "Let out by policy (?<policy>.*) of the node that saw it, to the victims' country only\\."),
            known("evidence.notTraffic", "An order is not traffic: volume and duration are not known\\."),
            known("evidence.foretold", "A forecast sealed before this order had named it likely\\."),
            known(
                    "evidence.event",
                    "Probability (?<p>\\d+) % that orders name (?<region>\\w+) from (?<from>\\S+) to (?<to>\\S+);"
                            + " naive methods say (?<rivals>.*)\\."),
            known("evidence.sealed", "Sealed in the ledger as number (?<number>\\d+) on data until (?<until>\\S+)\\."),
            known(
                    "evidence.surge",
                    "Probability (?<p>\\d+) % that at least (?<n>\\d+) (?<metric>\\S+) come from (?<from>\\S+)"
                            + " to (?<to>\\S+); the mean of the last seven days is (?<mean>\\d+)\\."),
            known("evidence.unwatched", "Orders were not watched on (?<n>\\d+) of (?<days>\\d+) days\\."),
            known("evidence.growing", "Growing at (?<region>\\S+) by (?<percent>\\S+) % a day \\(p = (?<p>\\S+)\\)\\."),
            known("advice.limit", "Arm a rate limit on (?<services>.*) toward the protected prefix: it keeps .*"),
            known("advice.cookies", "Turn on SYN cookies at the servers: .*"),
            known("advice.udp", "Arm a discard of UDP to the named ports where no service of yours uses them: .*"),
            known("advice.slow", "Shorten the request timeout and bound connections per source at the servers: .*"),
            known("advice.tell", "Tell the operators of the named targets\\."),
            known(
                    "advice.check",
                    "Check that the protected prefixes are registered and that a rate limit can be armed\\."),
            known("advice.wait", "Nothing has to be cut off yet: no order has been observed\\."),
            known("advice.surge", "Check that the service is not exposed without need; watch its logs .*"),
            known(
                    "alert.likely.orders.day",
                    "Attack orders against (?<region>\\S+) are likely within a day: (?<percent>\\d+) %"),
            known(
                    "alert.likely.orders",
                    "Attack orders against (?<region>\\S+) are likely within (?<days>\\d+) days: (?<percent>\\d+) %"),
            known(
                    "alert.likely.surge",
                    "A surge of (?<type>\\S+) on (?<service>\\S+) in (?<region>\\S+) is likely: (?<percent>\\d+) %"),
            known("alert.ordered", "Attack ordered on (?<n>\\d+) targets? in (?<asn>\\w+)"),
            known("step.withdrawn", "The list no longer names these targets\\."),
            known("step.passed", "The days spoken of have passed\\."),
            known("step.ordered", "An order has been observed\\."));

    private Sentences() {}

    static Phrase of(String text) {
        for (Known known : KNOWN) {
            Matcher matcher = known.pattern().matcher(text);
            if (matcher.matches()) {
                Map<String, String> values = new TreeMap<>();
                matcher.namedGroups().keySet().forEach(name -> values.put(name, matcher.group(name)));
                return new Phrase(known.code(), values, text);
            }
        }
        return Phrase.plain(text);
    }

    private static Known known(String code, String pattern) {
        return new Known(code, Pattern.compile(pattern));
    }
}
