package yochi.node.line;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.LongSupplier;
import yochi.core.model.Country;
import yochi.node.border.PartnerNotices;
import yochi.node.border.PrivacyPolicy;
import yochi.node.offence.OffenceWatch;

/** Tells other countries' own nodes of their machines, and writes down how many were told, and how many not. */
record PartnerTeller(PartnerNotices notices, PartnerBook book) implements OffenceTeller {
    @Override
    public boolean tells(PrivacyPolicy policy) {
        return PartnerNotices.allowed(policy);
    }

    @Override
    public boolean concerns(Country country) {
        return notices.concerns(country);
    }

    @Override
    public String mark() {
        return "parcels.spooled";
    }

    @Override
    public List<Message> messages(
            PrivacyPolicy policy, Instant until, OffenceWatch watch, boolean dayEnds, LongSupplier next) {
        PartnerNotices.Told told = notices.told(policy, until, watch.byCountry(), next);
        LocalDate day = LocalDate.ofInstant(until.minusNanos(1), ZoneOffset.UTC);
        told.lines().forEach(line -> book.told(day, line));
        return told.parcels().stream()
                .map(p -> new Message(p.encode(), p.label().sequence(), 0)) // how many is for its addressee alone
                .toList();
    }
}
