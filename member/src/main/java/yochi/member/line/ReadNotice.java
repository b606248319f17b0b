package yochi.member.line;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import yochi.core.model.Notice;
import yochi.link.exchange.NoticeJson;
import yochi.link.identity.Fingerprint;
import yochi.link.identity.PartyName;
import yochi.link.identity.ReplayMemory;
import yochi.link.identity.Signed;
import yochi.link.identity.SignedReader;
import yochi.link.identity.TrustedKey;
import yochi.link.identity.Verdict;
import yochi.link.identity.VerifyingKey;
import yochi.member.inbox.Inbox;

/**
 * Reads a notice that came by mail or webhook for a person: who signed it, what it says, its fingerprint. Nothing is
 * armed or acknowledged by reading it.
 */
public final class ReadNotice {
    private ReadNotice() {}

    /** The lines to print, or one that says why nobody may act on it. */
    public static List<String> lines(MemberSettings settings, String text, InstantSource clock) {
        PartyName centre = PartyName.centre(settings.centre().name());
        List<TrustedKey> keys = settings.centre().keys().stream()
                .map(k -> new TrustedKey(VerifyingKey.parse(k.key()), centre, k.role()))
                .toList();
        SignedReader reader = new SignedReader(
                PartyName.member(settings.name()),
                keys,
                SignedReader.Limits.usual(),
                ReplayMemory.inProcess(1),
                clock);
        return switch (reader.read(text, NoticeJson.FORM, Set.of(Inbox.CENTRE))) {
            case Verdict.Refused<Notice> refused -> List.of("REFUSED: " + refused.reason() + ": " + refused.why());
            case Verdict.Accepted<Notice> good -> told(good.message());
        };
    }

    private static List<String> told(Signed<Notice> message) {
        List<String> out = new java.util.ArrayList<>();
        out.add("signed by " + message.issuer() + " on " + message.issuedAt() + ", good until " + message.expires());
        out.add("fingerprint " + Fingerprint.of(message));
        for (Notice.Text text : message.body().texts()) {
            out.add("");
            out.add(text.title());
            out.addAll(text.body().lines().toList());
        }
        if (message.body().texts().isEmpty()) {
            out.add(message.body().alert().title());
        }
        return out;
    }
}
