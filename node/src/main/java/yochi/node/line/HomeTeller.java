package yochi.node.line;

import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import yochi.core.model.Country;
import yochi.link.wire.OffenderReportCodec;
import yochi.node.border.NodeCard;
import yochi.node.border.OffenderNotices;
import yochi.node.border.PrivacyPolicy;
import yochi.node.offence.OffenceWatch;

/** Tells the centre's country of its own machines. */
record HomeTeller(NodeCard card, Country home) implements OffenceTeller {
    private OffenderNotices notices(PrivacyPolicy policy, LongSupplier next) {
        return new OffenderNotices(card, home, policy, next);
    }

    @Override
    public boolean tells(PrivacyPolicy policy) {
        return notices(policy, () -> 0).tells();
    }

    @Override
    public boolean concerns(Country country) {
        return country.equals(home);
    }

    @Override
    public String mark() {
        return "offenders.spooled";
    }

    @Override
    public List<Message> messages(
            PrivacyPolicy policy, Instant until, OffenceWatch watch, boolean dayEnds, LongSupplier next) {
        return notices(policy, next).reports(until, watch.known(), dayEnds).stream()
                .map(r -> new Message(
                        OffenderReportCodec.encode(r), r.sequence(), r.offenders().size()))
                .toList();
    }
}
