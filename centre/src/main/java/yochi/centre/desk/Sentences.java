package yochi.centre.desk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import yochi.centre.pages.Phrase;

/**
 * The rooms' sentences by code, so that the pages can say them in the reader's language. A sentence that fits none,
 * such as a person's own words, is shown as it stands.
 */
public final class Sentences {
    /** Groups whose text is itself a sentence of the rooms. */
    private static final Set<String> PARTS =
            Set.of(
            "title", "why", "here", "elsewhere", "past", "growth", "reach", "unsaid", "reading", "what", "first",
            "rest");

    /** Sentences within sentences; deeper there are only a member's own words, which may be thousands of parts. */
    private static final int DEEPEST = 16;

    private record Known(String code, Pattern pattern) {}

    private static final List<Known> KNOWN = known();

    private Sentences() {}

    /** All codes, in the order in which they are tried. */
    static List<String> codes() {
        return KNOWN.stream().map(Known::code).toList();
    }

    /** What each code's sentence gives: values and sentences, by name. */
    static Map<String, Set<String>> values() {
        Map<String, Set<String>> out = new TreeMap<>();
        KNOWN.forEach(k -> out.put(k.code(), k.pattern().namedGroups().keySet()));
        return out;
    }

    /** The sentence by its code. */
    public static Phrase of(String text) {
        return of(text, DEEPEST);
    }

    private static Phrase of(String text, int deep) {
        for (Known known : deep == 0 ? List.<Known>of() : KNOWN) {
            Matcher matcher = known.pattern().matcher(text);
            if (matcher.matches()) {
                Map<String, String> values = new TreeMap<>();
                Map<String, Phrase> parts = new TreeMap<>();
                matcher.namedGroups().keySet().forEach(name -> {
                    if (PARTS.contains(name)) {
                        parts.put(name, of(matcher.group(name), deep - 1));
                    } else {
                        values.put(name, matcher.group(name));
                    }
                });
                return new Phrase(known.code(), values, parts, text);
            }
        }
        return Phrase.plain(text);
    }

    /** Each sentence once, in the order of the first. */
    static List<Phrase> of(Collection<String> texts) {
        return texts.stream().distinct().map(Sentences::of).toList();
    }

    private static List<Known> known() {
        List<Known> out = new ArrayList<>();
        evidence(out);
        unscorable(out);
        advice(out);
        titles(out);
        alike(out);
        unknown(out);
        missing(out);
        listed(out);
        locality(out);
        rules(out);
        health(out);
        return List.copyOf(out);
    }

    private static void add(List<Known> out, String code, String pattern) {
        out.add(new Known(code, Pattern.compile(pattern)));
    }

    private static void evidence(List<Known> out) {
        add(
                out,
                "evidence.listed",
                "An order list in force at (?<time>\\S+) named (?<n>\\d+) targets? in (?<asn>\\w+|another network)"
                        + " with (?<orders>\\d+) orders\\.");
        add(
                out,
                "evidence.others",
                "(?<n>\\d+) (?:targets? in (?:another network is|other networks are)|other targets? (?:is|are))"
                        + " not named here\\.");
        add(
                out,
                "evidence.group",
                "Told to you as a member of group (?<group>.+): sector (?<sectors>.+) is concerned\\.");
        add(
                out,
                "evidence.sectors",
                "Seen in (?<n>\\d+) sectors of group (?<group>.+?): (?<seen>\\S+) \\((?<since>.+)\\)\\.");
        add(
                out,
                "evidence.machines.node",
                "Seen by one node in (?<country>\\S+), let out by its policy (?<policy>.*)\\.");
        add(out, "evidence.machines.proof", "Each machine stands with the evidence that its address was not forged\\.");
        add(out, "evidence.vectors", "Vectors: (?<vectors>.*); services: (?<services>.*)\\.");
        add(
                out,
                "evidence.policy",
                "Let out by policy (?<policy>.*) of the node that saw it, to the victims' country only\\.");
        add(out, "evidence.notTraffic", "An order is not traffic: volume and duration are not known\\.");
        add(out, "evidence.foretold", "A forecast sealed before this order had named it likely\\.");
        add(
                out,
                "evidence.event",
                "Probability (?<p>\\d+) % that orders name (?<region>\\S+) from (?<from>\\S+) to (?<to>\\S+);"
                        + " naive methods say (?<rivals>.*)\\.");
        add(out, "evidence.sealed", "Sealed in the ledger as number (?<number>\\d+) on data until (?<until>\\S+)\\.");
        add(
                out,
                "evidence.surge",
                "Probability (?<p>\\d+) % that at least (?<n>\\d+) (?<metric>\\S+) come from (?<from>\\S+)"
                        + " to (?<to>\\S+); the mean of the last seven days is (?<mean>\\d+)(?:, both .*)?\\.");
        add(out, "evidence.unwatched", "[Oo]rders were not watched on (?<n>\\d+) of (?<days>\\d+) days\\.?");
        orders(out);
        add(out, "evidence.spread", "More than twice the usual in (?<n>\\d+) of (?<of>\\d+) regions\\.");
        add(out, "evidence.growing", "Growing at (?<region>\\S+) by (?<percent>\\S+) % a day \\(p = (?<p>\\S+)\\)\\.");
        add(
                out,
                "evidence.reach",
                "Seen at (?<at>.+); (?<percent>\\d+) % that it reaches (?<region>\\S+) within (?<hours>\\d+) hours\\.");
        add(out, "evidence.peculiar", "Peculiar to (?<region>[^:]+): (?<what>.+)");
    }

    /** What a statement on a country, network, prefix or sector rests on, and what orders do not tell of it. */
    private static void orders(List<Known> out) {
        add(
                out,
                "evidence.history",
                "Orders named (?<region>\\S+) on (?<n>\\d+) of (?<days>\\d+) days watched,"
                        + " last on (?<last>\\S+)\\.");
        add(out, "evidence.history.none", "No order named (?<region>\\S+) on (?<days>\\d+) days watched\\.");
        add(
                out,
                "evidence.alone",
                "Orders against (?<region>\\S+) on (?<n>\\d+) days are not corroborated: one node told of them, .*");
        add(
                out,
                "missing.unit.shrunk",
                "No order ever named (?<region>\\S+): its share of (?<whole>\\S+) is that of a unit without"
                        + " history\\.");
        add(
                out,
                "missing.unit.names",
                "Orders tell no address: (?<region>\\S+) counts as named when they mean (?<sites>.+) by name\\.");
        add(
                out,
                "missing.unit.several",
                "Which prefix of (?<sites>.+) is meant is not told: each of them stands for the whole site\\.");
        add(
                out,
                "missing.unit.unmatched",
                "No listed name and no domain of (?<sites>.+) is registered: orders cannot be matched to it\\.");
        add(
                out,
                "missing.unit.untold",
                "On (?<n>\\d+) of (?<days>\\d+) days with orders against (?<country>\\w+) no node told whom"
                        + " they named\\.");
        add(
                out,
                "missing.hazard",
                "The hazard of (?<days>\\d+) days could not be fitted: (?<rival>\\w+) stands in for it\\.");
    }

    /** Why a statement cannot be scored, as the ledger chains it. */
    private static void unscorable(List<Known> out) {
        add(out, "reason.partly", "(?<region>.+) watched less than (?<percent>\\d+) % of the span");
        add(out, "reason.late", "no data of its span came within (?<n>\\d+) days of its end");
        add(out, "reason.silent", "nothing came from (?<region>.+) since (?<since>\\S+), before the span was over");
        add(out, "reason.report", "no report of (?<region>.+)");
        add(out, "reason.alone", "one node alone told of orders, others watched and saw none");
        add(out, "reason.untold", "orders named the home country, and no node told whom");
        add(out, "reason.unmatched", "no listed name and no domain is registered by which orders could mean it");
        add(out, "reason.register", "the register of sites no longer holds (?<region>.+)");
        add(out, "reason.other", "other reasons");
    }

    private static void advice(List<Known> out) {
        add(out, "advice.limit.named", "Arm a rate limit on the named services toward the protected prefix: .*");
        add(out, "advice.limit", "Arm a rate limit on (?<services>.*) toward the protected prefix: it keeps .*");
        add(out, "advice.cookies", "Turn on SYN cookies at the servers: .*");
        add(out, "advice.udp", "Arm a discard of UDP to the named ports where no service of yours uses them: .*");
        add(out, "advice.slow", "Shorten the request timeout and bound connections per source at the servers: .*");
        add(out, "advice.machines.find", "Find whose machines these are, tell them, and have them cleaned or cut .*");
        add(out, "advice.machines.block", "Do not block on this notice alone: behind one address there may be .*");
        add(out, "advice.tell", "Tell the operators of the named targets\\.");
        add(
                out,
                "advice.check",
                "Check that the protected prefixes are registered and that a rate limit can be armed\\.");
        add(out, "advice.wait", "Nothing has to be cut off yet: no order has been observed\\.");
        add(out, "advice.surge", "Check that the service is not exposed without need; watch its logs .*");
    }

    private static void titles(List<Known> out) {
        add(
                out,
                "alert.likely.orders.day",
                "Attack orders against (?<region>\\S+) are likely within a day: (?<percent>\\d+) %");
        add(
                out,
                "alert.likely.orders",
                "Attack orders against (?<region>\\S+) are likely within (?<days>\\d+) days: (?<percent>\\d+) %");
        add(
                out,
                "alert.likely.surge",
                "A surge of (?<type>\\S+) on (?<service>\\S+) in (?<region>\\S+) is likely: (?<percent>\\d+) %");
        add(out, "alert.ordered", "Attack ordered on (?<n>\\d+) targets? in (?<asn>\\w+|another network)");
        add(out, "alert.machines", "(?<n>\\d+) machines? of your networks seen attacking in (?<country>\\S+)");
        add(out, "step.withdrawn", "The list no longer names these targets\\.");
        add(out, "step.passed", "The days spoken of have passed\\.");
        add(out, "step.surged", "The days spoken of have passed, and the surge came\\.");
        add(out, "step.noSurge", "The days spoken of have passed, and no surge came\\.");
        add(out, "step.ordered", "An order has been observed\\.");
        add(out, "step.seen", "Seen\\.");
    }

    /** What was missing to compare regions. */
    private static void alike(List<Known> out) {
        add(out, "missing.mix", "mix: no distinct sources per service at one of both");
        add(out, "missing.who.policy", "who: the policy lets out no sketches");
        add(out, "missing.who.few", "who: too few common sources in the sketches to tell within 50 %");
        add(out, "missing.who.keys", "who: (?<n>\\d+) keys in the window; a source under two keys counts twice");
        add(out, "missing.when", "when: too few hours measured at both");
        add(
                out,
                "missing.mix.days",
                "mix: too few days and services to tell how much the counts vary by chance");
        add(
                out,
                "missing.who.regions",
                "who: fewer than three regions tell sources, so nothing says how many there are in all");
        add(out, "missing.who.vantage", "who: one counts packets, the other sessions or visits, which are not alike");
        add(out, "missing.when.vantage", "when: one counts packets, the other sessions or visits, which are not alike");
        add(out, "missing.combined", "combined: fewer than three pairs to compare with");
        add(out, "missing.groups.few", "groups: fewer than three regions to compare with");
        add(out, "missing.groups.days", "groups: one day only, so their stability cannot be told");
        add(out, "missing.spread.past", "spread: (?<n>\\d+) of (?<of>\\d+) regions have no past of (?<days>\\d+) days");
        add(
                out,
                "missing.spread.unseen",
                "spread: (?<n>\\d+) regions could not see it, or watched less than half of the window");
    }

    /** What a count of machines at home does not say. */
    private static void machines(List<Known> out) {
        add(out, "missing.machines.addresses", "machines: addresses are counted; one may stand for many machines, .*");
        add(out, "missing.machines.days", "machines: (?<n>\\d+) of (?<days>\\d+) days watched to the end");
        add(out, "missing.machines.few", "machines: no estimate, since fewer than (?<n>\\d+) were seen by both .*");
        add(out, "missing.machines.low", "machines: the estimate takes both halves of the nodes .*");
    }

    /** What scheduled public events did to a forecast of orders. */
    private static void calendar(List<Known> out) {
        add(
                out,
                "missing.scheduled",
                "Scheduled public events count in this with (?<points>\\S+) points: (?<events>.*)\\.");
        add(
                out,
                "missing.calendar",
                "The calendar of public events does not reach (?<day>\\S+): none is known, which is not none\\.");
        seenVictims(out);
    }

    private static void seenVictims(List<Known> out) {
        add(out, "sensors.honeypots", "honeypots");
        add(out, "sensors.darknets", "darknets");
        add(
                out,
                "missing.seen.untold",
                "No node tells (?<country>\\w+) which of its own sites (?<what>\\w+) see attacked: that is unknown,"
                        + " not none\\.");
        add(
                out,
                "missing.seen.few",
                "Attacks on own sites that (?<what>\\w+) see do not count in this: known on (?<known>\\d+) days"
                        + " \\((?<leastKnown>\\d+) needed\\), some on (?<seen>\\d+) \\((?<leastSeen>\\d+)\\), orders"
                        + " on the day behind (?<followed>\\d+) \\((?<leastFollowed>\\d+)\\)\\.");
        add(
                out,
                "missing.seen.unknown",
                "Whether (?<what>\\w+) saw own sites attacked in the last (?<days>\\d+) days is not known\\.");
        add(
                out,
                "missing.seen.counted",
                "Attacks on (?<n>\\d+) registered prefixes that (?<what>\\w+) saw in the last (?<days>\\d+) days,"
                        + " each day for itself, count in this with (?<points>\\S+) points\\.");
        add(
                out,
                "missing.seen.total",
                "In the last (?<days>\\d+) days (?<what>\\w+) saw (?<n>\\d+) addresses of (?<country>\\w+)"
                        + " attacked\\.");
        add(
                out,
                "missing.seen.unit",
                "(?<region>\\S+) itself was seen attacked in the last (?<days>\\d+) days: by (?<what>\\w+) of"
                        + " (?<nodes>\\d+) nodes, (?<packets>\\d+) packets or less at one of them\\.");
        add(
                out,
                "missing.seen.unfound",
                "Seen victims are told by hashes: none is found in (?<region>\\S+), which is too wide for that, or"
                        + " narrower than an IPv6 /48\\.");
        add(
                out,
                "missing.seen.alone",
                "Attacks on own sites that one node alone tells of move this by a fifth of the way to certainty at"
                        + " most\\. Probability without them: (?<p>\\S+)\\.");
    }

    /** What analyses and reports say was missing; a region's name comes first. */
    private static void missing(List<Known> out) {
        machines(out);
        calendar(out);
        add(out, "missing.fit", "the fit stopped at its limit of evaluations");
        add(out, "missing.courses", "few earlier new attacks; only the share of those that came is told");
        add(out, "missing.report", "(?<region>[^:]+): no report");
        add(out, "missing.watched", "(?<region>[^:]+): watched (?<percent>\\S+) % of the window");
        add(out, "missing.uptime", "(?<region>[^:]+): a report tells no uptime; it is taken as up");
        add(
                out,
                "missing.rest",
                "(?<region>[^:]+): (?<percent>\\S+) % of the packets lie in cells too small to be let out");
        add(out, "missing.days", "(?<region>[^:]+): (?<n>\\d+) of (?<days>\\d+) days not measured");
        add(out, "missing.trend", "(?<region>[^:]+): too few measured days for a trend of (?<service>.+)");
        add(
                out,
                "missing.filtered",
                "(?<region>[^:]+): (?<service>\\S+) filtered: the fleet's filter leaves this service out");
        add(out, "missing.filterChange", "(?<region>[^:]+): a filter changed within the span, .*");
        add(
                out,
                "missing.exposure.addresses",
                "(?<region>[^:]+): watched (?<low>\\d+) to (?<high>\\d+) addresses within the span; compared as rates");
        add(
                out,
                "missing.exposure.sensors",
                "(?<region>[^:]+): watched (?<low>\\d+) to (?<high>\\d+) sensors within the span; compared as rates");
        add(
                out,
                "missing.addresses",
                "(?<region>[^:]+): it is not known how many addresses a sensor monitors");
        add(out, "missing.half", "(?<region>[^:]+): watched less than half of the window");
        add(
                out,
                "missing.baseline",
                "(?<region>[^:]+): a baseline of (?<n>\\d+) days, at least (?<least>\\d+) are wanted");
        add(out, "missing.usual", "(?<region>[^:]+): nothing of it on most days of the baseline");
        add(out, "missing.closed", "(?<region>[^:]+): (?<service>\\S+) cannot be observed there");
        add(
                out,
                "missing.closed.mostly",
                "(?<region>[^:]+): (?<service>\\S+) cannot be observed most of the time");
        add(
                out,
                "missing.hourly",
                "(?<region>[^:]+): (?<type>\\w+) by the hour is constant, or was measured for less than half of the"
                        + " time");
        add(
                out,
                "missing.radius",
                "(?<type>\\w+): counts drew ever more counts \\(radius (?<radius>\\S+)\\); weights were drawn down");
        add(out, "missing.input", "(?<region>[^:]+): outside the time that the input covers");
        add(out, "missing.silent", "(?<region>[^:]+): silent for longer than is plausible, or down: .*");
        add(out, "missing.length", "(?<region>[^:]+): the records hold no length");
        add(out, "missing.kept", "(?<region>[^:]+): more distinct addresses than the node keeps");
    }

    /** What was missing to tell anything, or what is new. */
    private static void unknown(List<Known> out) {
        add(
                out,
                "missing.ripple.quiet",
                "(?<region>[^:]+): watched (?<n>\\d+) days before, too few to say what is new there");
        add(
                out,
                "missing.ripple.origin",
                "seen in (?<n>\\d+) regions on its first day: no origin can be told");
        add(out, "unknown.noDay", "the reports cover no whole day");
        add(out, "unknown.noHome", "no report comes from (?<country>[A-Z]{2})");
        add(out, "unknown.fewDays", "fewer than 14 days were measured in (?<country>[A-Z]{2})");
    }

    private static void locality(List<Known> out) {
        add(
                out,
                "locality.evidence",
                "(?<service>\\S+): (?<observed>\\S+) distinct sources, (?<expected>\\S+) expected"
                        + " \\(at least (?<times>\\S+) times as many\\); seen (?<here>here [^,]*), (?<elsewhere>[^;]*);"
                        + " (?<past>its own past [^;]*); (?<growth>[^;]*); (?<reach>[^;]*);"
                        + " (?<unsaid>networks of the sources [^;]*); (?<reading>.*)");
        add(
                out,
                "locality.why",
                "(?<service>\\S+): (?<observed>\\S+) distinct sources, (?<expected>\\S+) expected"
                        + " \\(at least (?<times>\\S+) times as many\\); seen (?<here>here [^,]*), (?<elsewhere>[^;]*);"
                        + " (?<reading>.*)");
        add(out, "locality.here.always", "here since the region's first days");
        add(out, "locality.here.first", "here first on (?<day>\\S+)");
        add(out, "locality.elsewhere.never", "never at the (?<n>\\d+) other regions of the operator");
        add(
                out,
                "locality.elsewhere.at",
                "at (?<with>\\d+) of (?<n>\\d+) other regions of the operator, first on (?<day>[-\\d]+)");
        add(out, "locality.elsewhere.alone", "no other region is known to have the same operator");
        add(
                out,
                "locality.elsewhere.undated",
                "at (?<with>\\d+) of (?<n>\\d+) other regions of the operator, first on an unknown day");
        add(
                out,
                "locality.past",
                "its own past lets expect (?<expected>\\S+) in the last (?<days>\\d+) days, (?<came>\\S+) came");
        add(out, "locality.past.short", "its own past is too short to compare with");
        add(
                out,
                "locality.growth.doubling",
                "its sources change by (?<rate>\\S+) % a day \\(90 %: (?<low>\\S+) to (?<high>\\S+) %\\), doubling in"
                        + " (?<days>\\S+) days");
        add(
                out,
                "locality.growth",
                "its sources change by (?<rate>\\S+) % a day \\(90 %: (?<low>\\S+) to (?<high>\\S+) %\\)");
        add(out, "locality.growth.short", "too few days or sources to tell its growth");
        add(out, "locality.reach.open", "its network is stated to let the service through");
        add(out, "locality.reach.closed", "its network is stated not to let the service through, yet it came");
        add(out, "locality.reach.unknown", "it is not stated whether its network lets the service through");
        add(out, "locality.unsaid", "networks of the sources and sources inside the region are not told");
        add(out, "locality.reading.new-alone", "it is new and nobody else of the operator has it, .*");
        add(out, "locality.reading.omen", "it began here and is like what went on to other regions before: .*");
        add(out, "locality.reading.event-or-filter", "either attackers single this region out, or .*");
        add(out, "locality.reading.at-once", "it came here and elsewhere at once and is strongest here, .*");
        add(out, "locality.reading.at-once-spread", "it came here and elsewhere at once, elsewhere perhaps first, .*");
        add(out, "locality.reading.new-here", "it came here first and elsewhere later, .*");
        add(out, "locality.reading.spread", "it was elsewhere before it came here, .*");
        add(out, "locality.reading.local-only", "others see it at their usual level, .*");
        add(out, "locality.reading.burst", "few sources send very much: .*");
        add(out, "locality.reading.none", "nothing peculiar");
    }

    /** What lists of sources were made without. */
    private static void listed(List<Known> out) {
        add(out, "missing.sources.late", "a node in (?<region>\\S+) told it too late");
        add(out, "missing.sources.key", "a node in (?<region>\\S+) has another key than home");
        add(out, "missing.sources.short", "home has watched for (?<days>\\d+) days: weights are set, not learnt");
        add(out, "missing.sources.quiet", "(?<n>\\d+) nodes told the day before and not this one");
        add(out, "missing.sources.broken", "the list of (?<day>\\S+) lies here broken: it cannot be opened or scored");
    }

    /** What members say about their rules. */
    private static void rules(List<Known> out) {
        add(
                out,
                "rule.limit.ports",
                "A flood (?:over|of) (?<protocol>\\w+) to ports? (?<ports>[\\d, ]+) is ordered; the limit is .*");
        add(
                out,
                "rule.limit",
                "A flood (?:over|of) (?<protocol>\\w+) is ordered; the limit is the usual peak .*");
        add(out, "rule.anew", "armed by notice (?<notice>.+), anew after a restart");
        add(out, "rule.notice", "armed by notice (?<notice>.+)");
        add(out, "rule.person", "armed by (?<by>[^;]+)");
        add(out, "rule.activated", "activated at (?<backEnd>.+) and read back");
        add(out, "rule.unread", "(?<backEnd>.+) did not read the rule back");
        add(out, "rule.outside", "(?<destination>\\S+) is outside what was armed");
        add(out, "rule.most", "already (?<n>\\d+) rules in force, the most allowed");
        add(
                out,
                "rule.collateral",
                "would hit (?<share>\\d+) % of ordinary traffic, more than (?<most>\\d+) %: a person must decide");
        add(out, "rule.known", "already (?<n>\\d+) counter-measures armed, the most allowed");
        add(out, "rule.ended", "lease ended");
        add(out, "rule.expired", "its notice has expired, no attack came");
        add(out, "rule.closed", "keeper closed");
        add(out, "rule.over", "the attack is over");
        add(
                out,
                "rule.foreign",
                "destination (?<destination>\\S+) is not inside this member's networks (?<networks>[^;]*)");
        add(out, "rule.wide", "destination (?<destination>\\S+) is wider than (?<most>/\\d+)");
        add(out, "rule.long", "lease (?<lease>\\S+) is longer than (?<most>\\S+)");
        add(
                out,
                "rule.protected",
                "destination (?<destination>\\S+) touches (?<prefix>\\S+), which no rule may name");
        add(out, "rule.protectedSource", "source (?<source>\\S+) touches (?<prefix>\\S+), which no rule may name");
        add(out, "rule.everything", "matches all traffic to (?<destination>\\S+): name a protocol or sources");
        add(out, "rule.both", "(?<first>[^;]+); (?<rest>.+)");
    }

    /** What is wrong with a node, in its own words or the fleet's. */
    private static void health(List<Known> out) {
        add(out, "health.silent.yet", "has said nothing yet");
        add(out, "health.disconnected", "disconnected");
        add(out, "health.unseen", "not seen since the centre started");
        add(
                out,
                "health.phase",
                "(?<phase>starting|reading|watching|read|stopped|failed), (?<n>\\d+) reports waiting: (?<why>.+)");
        add(
                out,
                "health.phase.only",
                "(?<phase>starting|reading|watching|read|stopped|failed), (?<n>\\d+) reports waiting");
        add(out, "health.rejected", "records rejected: (?<reasons>.+)");
        add(out, "health.unreachable", "centre unreachable: (?<detail>.*)");
        add(out, "health.answer", "centre answers (?<status>\\d+) to report (?<sequence>\\d+)");
        add(out, "health.log", "(?<error>\\w+), see the node's own log");
    }
}
