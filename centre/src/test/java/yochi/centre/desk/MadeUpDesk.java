package yochi.centre.desk;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import yochi.analysis.cube.Grouping;
import yochi.centre.MadeOrders;
import yochi.centre.pages.Fleet;
import yochi.centre.response.Approver;
import yochi.centre.response.MemberEntry;
import yochi.core.model.Asn;
import yochi.core.model.Country;
import yochi.core.model.EventLog;
import yochi.core.model.Prefix;
import yochi.core.model.Ticker;
import yochi.core.model.Tlp;
import yochi.link.identity.PartyName;
import yochi.link.identity.Signer;
import yochi.link.identity.SigningKey;

/** A desk of {@link MadeOrders#HOME} made up for tests, with an approver who signs at once whatever comes. */
final class MadeUpDesk {
    private static final SecureRandom CHANCE = new SecureRandom();

    private MadeUpDesk() {}

    static Around around(EventLog events) {
        return new Around(InstantSource.system(), Ticker.system(), new Random(5), events);
    }

    static DeskSettings settings(Instant since) {
        return DeskSettings.of("home", MadeOrders.HOME, since, Grouping.SENSOR);
    }

    static Desk in(Path folder, DeskSettings settings, Around around) {
        SigningKey approver = SigningKey.generate(CHANCE);
        return in(folder, settings, around, approver, notice -> Optional.of(notice.countersigned(approver)));
    }

    /** One whose approver never signs. */
    static Desk unapproved(Path folder, DeskSettings settings, Around around) {
        return in(folder, settings, around, SigningKey.generate(CHANCE), Approver.later());
    }

    private static Desk in(
            Path folder, DeskSettings settings, Around around, SigningKey key, Approver approver) {
        PartyName self = PartyName.centre("home");
        Signer signer = new Signer(SigningKey.generate(CHANCE), self, around.clock(), new Random(1));
        return Desk.open(settings, folder, new Seals(self, signer, key.publicPart(), approver), around);
    }

    /** What a desk does not know itself: no nodes, no figures, no policies. */
    static DeskBoard.Facts facts() {
        return new DeskBoard.Facts(
                "test", true, true, List.of(), () -> new Fleet(List.of(), List.of()), List::of,
                region -> List.of());
    }

    static void register(Desk desk, String member, Asn network, String prefix) {
        register(desk, member, network, prefix, Country.UNKNOWN);
    }

    static void register(Desk desk, String member, Asn network, String prefix, Country speaksFor) {
        desk.register(
                new MemberEntry(
                        member,
                        SigningKey.generate(CHANCE).publicPart(),
                        List.of(new MemberEntry.Network(network, Prefix.parse(prefix), 1_000_000)),
                        "",
                        List.of(),
                        speaksFor),
                Tlp.AMBER_STRICT,
                "a-token-of-some-length-" + member);
    }
}
