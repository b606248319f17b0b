package yochi.centre.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import yochi.analysis.number.Median;
import yochi.centre.pages.Notices;
import yochi.centre.response.Channel;
import yochi.centre.response.DeliveryRecord;
import yochi.centre.response.Group;
import yochi.centre.response.GroupSighting;
import yochi.centre.response.NoticeRecord;

/** The notices with their times, for the pages: contacts by name, never by address. */
final class NoticesView {
    private static final int SHOWN = 200;

    private final Desk desk;

    NoticesView(Desk desk) {
        this.desk = desk;
    }

    Notices notices(Instant now) {
        List<NoticeRecord> records = desk.response().notices(SHOWN);
        return new Notices(
                now,
                records.stream().map(NoticesView::card).toList(),
                times(records),
                desk.response().groups().stream().map(this::circle).toList());
    }

    private static Notices.Card card(NoticeRecord n) {
        Instant occurred = from(n);
        boolean named = n.machines() > 0;
        return new Notices.Card(
                n.notice().id(),
                Notices.About.valueOf(n.matter().name()),
                Notices.State.valueOf(n.state().name()),
                n.notice().alert().id(),
                n.notice().recipient(),
                Optional.of(n.group()).filter(g -> !g.isEmpty()),
                Sentences.of(n.notice().alert().title()),
                n.notice().alert().tlp(),
                n.notice().alert().occurred(),
                n.issued(),
                n.expires(),
                n.approved(),
                n.delivered(),
                seconds(occurred, n.delivered()),
                n.acknowledged(),
                seconds(occurred, n.acknowledged()),
                Optional.of(n.by()).filter(b -> !b.isEmpty()),
                n.desk(),
                n.fingerprint(),
                n.machines(),
                n.notice().mitigations().size(),
                named
                        ? List.of()
                        : n.notice().texts().stream()
                                .map(t -> new Notices.Text(t.language(), t.title(), t.body()))
                                .toList(),
                n.deliveries().stream().map(d -> delivery(d, occurred)).toList(),
                n.notice().turn().map(t -> new Notices.Turn(t.first(), t.number(), word(t.change()))));
    }

    /** From when on it is timed: what an update says became known when it was issued. */
    private static Instant from(NoticeRecord n) {
        boolean update = n.notice().turn().map(t -> t.number() > 1).orElse(false);
        return update ? n.issued() : n.notice().alert().occurred();
    }

    private static Notices.Delivery delivery(DeliveryRecord d, Instant occurred) {
        return new Notices.Delivery(
                d.step(),
                d.contact(),
                word(d.channel()),
                word(d.state()),
                d.queued(),
                d.delivered(),
                seconds(occurred, d.delivered()),
                d.tries(),
                Optional.of(d.why()).filter(w -> !w.isEmpty()));
    }

    private static List<Notices.Times> times(List<NoticeRecord> records) {
        List<Notices.Times> out = new ArrayList<>();
        for (Channel channel : Channel.values()) {
            List<Double> seconds = new ArrayList<>();
            int bounced = 0;
            for (NoticeRecord n : records) {
                for (DeliveryRecord d : n.deliveries()) {
                    if (d.channel() == channel) {
                        seconds(from(n), d.delivered()).ifPresent(seconds::add);
                        bounced += d.state() == DeliveryRecord.State.BOUNCED ? 1 : 0;
                    }
                }
            }
            seconds.sort(Double::compare);
            if (!seconds.isEmpty() || bounced > 0) {
                out.add(new Notices.Times(
                        word(channel),
                        seconds.size(),
                        bounced,
                        seconds.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Median.of(numbers(seconds))),
                        seconds.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(seconds.getLast())));
            }
        }
        return out;
    }

    private static double[] numbers(List<Double> all) {
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private Notices.Circle circle(Group group) {
        Map<String, List<Notices.Sector>> seen = new LinkedHashMap<>();
        for (GroupSighting s : desk.response().sightings(group.name())) {
            seen.computeIfAbsent(s.what(), w -> new ArrayList<>())
                    .add(new Notices.Sector(s.sector(), s.alerts(), s.first(), s.last()));
        }
        return new Notices.Circle(
                group.name(),
                group.members(),
                group.tells().stream().map(t -> Notices.About.valueOf(t.name())).toList(),
                group.clearance(),
                seen.entrySet().stream()
                        .map(e -> new Notices.Seen(e.getKey(), e.getValue()))
                        .toList());
    }

    private static OptionalDouble seconds(Instant from, Optional<Instant> to) {
        return to.map(t -> OptionalDouble.of(Duration.between(from, t).toMillis() / 1e3))
                .orElse(OptionalDouble.empty());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
