package yochi.link.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Victim;

/**
 * What one recipient may read of an alert (S-6): its own networks in clear, of all others only how many; text harmless.
 */
public final class Redaction {
    private static final Pattern AS_NUMBER = Pattern.compile("\\bAS(\\d{1,10})\\b");

    private Redaction() {}

    public static Alert of(Alert alert, Recipient recipient) {
        List<Victim> own =
                alert.victims().stream().filter(v -> recipient.owns(v.asn())).toList();
        int others = alert.victims().size() - own.size();
        List<String> evidence = new ArrayList<>(texts(alert.evidence(), recipient));
        if (others > 0) {
            evidence.add(
                    others == 1
                            ? "1 target in another network is not named here."
                            : others + " targets in other networks are not named here.");
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
                alert.tlp());
    }

    private static List<String> texts(List<String> texts, Recipient recipient) {
        return texts.stream().map(text -> text(text, recipient)).toList();
    }

    private static String text(String text, Recipient recipient) {
        String named = AS_NUMBER.matcher(text).replaceAll(match -> {
            long number = Long.parseLong(match.group(1));
            boolean own = number <= 0xFFFF_FFFFL && recipient.owns(new Asn(number));
            return own ? match.group() : "another network";
        });
        return Defang.text(named);
    }
}
