package yochi.link.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.Country;
import yochi.core.model.Prefix;
import yochi.core.model.Victim;
import yochi.core.model.Words;

/**
 * What one recipient may read of an alert (S-6): its own networks in clear, of all others only how many; text harmless.
 */
public final class Redaction {
    private static final Pattern AS_NUMBER = Pattern.compile("\\bAS(\\d{1,10})\\b");
    private static final Pattern PREFIX = Pattern.compile(
            "(?i)(?<![\\w.:])(?:\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-f]*:[0-9a-f:]*)/\\d{1,3}\\b");

    private Redaction() {}

    public static Alert of(Alert alert, Recipient reader) {
        List<Victim> own = alert.victims().stream().filter(reader::owns).toList();
        Recipient recipient = reader.knowing(own);
        int others = alert.victims().size() - own.size();
        List<String> evidence = new ArrayList<>(texts(alert.evidence(), recipient));
        if (others > 0) {
            evidence.add(others(
                    others,
                    alert.victims().stream().anyMatch(v -> !reader.owns(v) && recipient.owns(v.asn()))));
        }
        return new Alert(
                alert.id(),
                alert.basis(),
                alert.occurred(),
                alert.raised(),
                text(alert.title(), recipient),
                recipient.owns(alert.asn()) ? alert.asn() : Asn.UNKNOWN,
                own,
                alert.probability(),
                alert.horizonHours(),
                evidence,
                texts(alert.advice(), recipient),
                alert.tlp(),
                of(alert.assessment(), recipient));
    }

    /** A site's owner may be told of one target in a network where others are meant too. */
    private static String others(int n, boolean sameNetwork) {
        if (sameNetwork) {
            return n == 1 ? "1 other target is not named here." : n + " other targets are not named here.";
        }
        return n == 1
                ? "1 target in another network is not named here."
                : n + " targets in other networks are not named here.";
    }

    /** Of others who are told or have answered, nothing; where a server stands and who routes it, to its owner only. */
    private static Assessment of(Assessment a, Recipient recipient) {
        Assessment.Place place = recipient.owns(a.place().originAs().asn())
                ? a.place()
                : new Assessment.Place(
                        a.place().victimCountry(), Country.UNKNOWN, Assessment.Place.UNKNOWN.originAs());
        return new Assessment(
                a.life(),
                a.campaign(),
                words(a.facts(), recipient),
                words(a.inferences(), recipient),
                a.unknowns().stream()
                        .map(u -> new Assessment.Unknown(
                                words(u.what(), recipient), words(u.settledBy(), recipient)))
                        .toList(),
                a.options().stream().map(o -> option(o, recipient)).toList(),
                a.recommendation()
                        .map(r -> new Assessment.Recommendation(
                                r.table(),
                                r.row(),
                                r.option(),
                                words(r.text(), recipient),
                                words(r.expected(), recipient))),
                place,
                a.tell().stream()
                        .filter(t -> t.who().equals(recipient.name())
                                || t.recipient().filter(recipient.name()::equals).isPresent())
                        .map(t -> new Assessment.Told(
                                t.who(), t.role(), words(t.why(), recipient), t.act(), t.recipient(), t.untold()))
                        .toList(),
                a.answers().stream()
                        .filter(answer -> answer.who().equals(recipient.name()))
                        .toList(),
                words(a.caveats(), recipient));
    }

    private static Assessment.Option option(Assessment.Option o, Recipient recipient) {
        return new Assessment.Option(
                o.id(),
                words(o.text(), recipient),
                words(o.benefit(), recipient),
                o.covers(),
                words(o.collateral(), recipient),
                words(o.reversible(), recipient),
                words(o.authority(), recipient),
                o.takesEffect(),
                o.expires());
    }

    private static List<Words> words(List<Words> texts, Recipient recipient) {
        return texts.stream().map(text -> words(text, recipient)).toList();
    }

    private static Words words(Words words, Recipient recipient) {
        return new Words(text(words.en(), recipient), text(words.ja(), recipient, "他のネットワーク"));
    }

    private static List<String> texts(List<String> texts, Recipient recipient) {
        return texts.stream().map(text -> text(text, recipient)).toList();
    }

    private static String text(String text, Recipient recipient) {
        return text(text, recipient, "another network");
    }

    private static String text(String text, Recipient recipient, String another) {
        String named = AS_NUMBER.matcher(text).replaceAll(match -> {
            long number = Long.parseLong(match.group(1));
            boolean own = number <= 0xFFFF_FFFFL && recipient.owns(new Asn(number));
            return own ? match.group() : another;
        });
        return Defang.text(PREFIX.matcher(named).replaceAll(match -> prefix(match.group(), recipient, another)));
    }

    private static String prefix(String text, Recipient recipient, String another) {
        try {
            return recipient.owns(Prefix.parse(text)) ? text : another;
        } catch (IllegalArgumentException e) {
            return text; // digits that only look like one
        }
    }
}
