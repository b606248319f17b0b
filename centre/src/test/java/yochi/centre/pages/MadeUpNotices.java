package yochi.centre.pages;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import yochi.core.model.Tlp;

/** Made-up notices: one answered, one that bounced and went to the desk, one to a group, one of machines. */
final class MadeUpNotices {
    private MadeUpNotices() {}

    static Notices notices(Instant now) {
        return new Notices(
                now,
                List.of(answered("made-up-1", now), bounced(now), grouped(now), machines(now)),
                List.of(
                        new Notices.Times("inbox", 1, 0, OptionalDouble.of(0.4), OptionalDouble.of(0.4)),
                        new Notices.Times("webhook", 1, 0, OptionalDouble.of(1.5), OptionalDouble.of(1.5)),
                        new Notices.Times("mail", 0, 1, OptionalDouble.empty(), OptionalDouble.empty())),
                List.of(new Notices.Circle(
                        "made-up energy and telecom",
                        List.of("isp-a", "power-b"),
                        List.of(Notices.About.NOWCAST, Notices.About.MACHINES),
                        Tlp.AMBER,
                        List.of(new Notices.Seen(
                                "http/get",
                                List.of(
                                        new Notices.Sector("telecom", 2, now.minusSeconds(900), now.minusSeconds(60)),
                                        new Notices.Sector(
                                                "energy", 1, now.minusSeconds(60), now.minusSeconds(60))))))));
    }

    static Machines machinesByMonth(Instant now) {
        return new Machines(
                now,
                List.of(
                        new Machines.Month(
                                "2026-02", 41, 20, 5, 6, 10, 2, 120, 2, 3, 27, 28, OptionalDouble.of(96),
                                OptionalDouble.of(71), OptionalDouble.of(140),
                                List.of(new Phrase(
                                        "missing.machines.days",
                                        Map.of("n", "27", "days", "28"),
                                        "machines: 27 of 28 days watched to the end"))),
                        new Machines.Month(
                                "2026-01", 3, 1, 1, 1, 0, 3, 0, 2, 1, 31, 31, OptionalDouble.empty(),
                                OptionalDouble.empty(), OptionalDouble.empty(), List.of())));
    }

    static Notices.Card answered(String id, Instant now) {
        Instant occurred = now.minusSeconds(900);
        return card(
                id, Notices.About.NOWCAST, Notices.State.ACKNOWLEDGED, "isp-a", Optional.empty(), occurred,
                Optional.of(occurred.plusMillis(400)), Optional.of(occurred.plusSeconds(3)), Optional.of("inbox"),
                Optional.empty(), 0, 2,
                List.of(
                        new Notices.Text("en", "Attack ordered on 1 target in AS64496", "To: isp-a\nTLP:AMBER"),
                        new Notices.Text("ja", "AS64496 の 1 標的への攻撃命令", "宛先: isp-a\nTLP:AMBER")),
                List.of(new Notices.Delivery(
                        0, "inbox", "inbox", "delivered", occurred, Optional.of(occurred.plusMillis(400)),
                        OptionalDouble.of(0.4), 1, Optional.empty())));
    }

    private static Notices.Card bounced(Instant now) {
        Instant occurred = now.minusSeconds(4000);
        return card(
                "made-up-2", Notices.About.FORECAST, Notices.State.DESK, "power-b", Optional.empty(), occurred,
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(now.minusSeconds(300)), 0, 0,
                List.of(
                        new Notices.Text("en", "Attack orders against AS64497 are likely within a day: 80 %", "x"),
                        new Notices.Text("ja", "AS64497 への攻撃命令が 1 日以内に出る可能性：80 %", "x")),
                List.of(
                        new Notices.Delivery(
                                0, "duty officer", "mail", "bounced", occurred, Optional.empty(),
                                OptionalDouble.empty(), 1, Optional.of("550 no such mailbox")),
                        new Notices.Delivery(
                                1, "control room", "webhook", "queued", occurred.plusSeconds(5), Optional.empty(),
                                OptionalDouble.empty(), 3, Optional.of("no answer within 10 s"))));
    }

    private static Notices.Card grouped(Instant now) {
        Instant occurred = now.minusSeconds(60);
        return card(
                "made-up-3", Notices.About.NOWCAST, Notices.State.OPEN, "power-b",
                Optional.of("made-up energy and telecom"), occurred, Optional.of(occurred.plusMillis(1500)),
                Optional.empty(), Optional.empty(), Optional.empty(), 0, 0, List.of(),
                List.of(new Notices.Delivery(
                        0, "control room", "webhook", "delivered", occurred, Optional.of(occurred.plusMillis(1500)),
                        OptionalDouble.of(1.5), 1, Optional.empty())));
    }

    private static Notices.Card machines(Instant now) {
        Instant occurred = now.minusSeconds(30);
        return card(
                "made-up-4", Notices.About.MACHINES, Notices.State.OPEN, "isp-a", Optional.empty(), occurred,
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 3, 0, List.of(),
                List.of(new Notices.Delivery(
                        0, "inbox", "inbox", "queued", occurred, Optional.empty(), OptionalDouble.empty(), 0,
                        Optional.empty())));
    }

    private static Notices.Card card(
            String id,
            Notices.About about,
            Notices.State state,
            String member,
            Optional<String> group,
            Instant occurred,
            Optional<Instant> delivered,
            Optional<Instant> acknowledged,
            Optional<String> by,
            Optional<Instant> desk,
            int machines,
            int mitigations,
            List<Notices.Text> texts,
            List<Notices.Delivery> deliveries) {
        return new Notices.Card(
                id,
                about,
                state,
                "alert-1",
                member,
                group,
                new Phrase(
                        "alert.ordered",
                        Map.of("n", "1", "asn", "AS64496"),
                        "Attack ordered on 1 target in AS64496"),
                Tlp.AMBER,
                occurred,
                occurred.plusMillis(100),
                occurred.plusSeconds(86_400),
                Optional.empty(),
                delivered,
                delivered.map(d -> OptionalDouble.of((d.toEpochMilli() - occurred.toEpochMilli()) / 1e3))
                        .orElse(OptionalDouble.empty()),
                acknowledged,
                acknowledged.map(d -> OptionalDouble.of((d.toEpochMilli() - occurred.toEpochMilli()) / 1e3))
                        .orElse(OptionalDouble.empty()),
                by,
                desk,
                "48213 90571 22846 01934 77120",
                machines,
                mitigations,
                texts,
                deliveries,
                Optional.of(
                        state == Notices.State.WITHDRAWN
                                ? new Notices.Turn("first", 2, "ended")
                                : new Notices.Turn(id, 1, "first")));
    }
}
