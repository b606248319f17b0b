package yochi.centre.pages;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import yochi.core.model.Asn;

/** A made-up register: a site that is ready, one that lacks all, two that overlap; and how right alerts were. */
final class MadeUpSites {
    private MadeUpSites() {}

    static SiteBoard board() {
        return new SiteBoard(
                "ab12cd34ef56",
                Optional.of(LocalDate.parse("2026-06-01")),
                List.of(
                        new SiteBoard.Site(
                                "made-up waterworks",
                                "water",
                                SiteBoard.Criticality.HIGH,
                                2,
                                List.of(new Asn(64_500)),
                                1,
                                2,
                                Optional.of("test-isp"),
                                Optional.of(LocalDate.parse("2026-03-01")),
                                List.of()),
                        new SiteBoard.Site(
                                "made-up bank",
                                "finance",
                                SiteBoard.Criticality.MEDIUM,
                                1,
                                List.of(),
                                3,
                                0,
                                Optional.empty(),
                                Optional.empty(),
                                List.of("contact", "member", "limit", "exercise"))),
                List.of(
                        new SiteBoard.Coverage("finance", 1, 0, 0, 0, 0),
                        new SiteBoard.Coverage("water", 1, 1, 1, 1, 1)),
                List.of(new SiteBoard.Overlap(
                        "made-up waterworks", "192.0.2.0/24", "made-up bank", "192.0.2.128/25")));
    }

    static List<AlertPrecision> precision() {
        return List.of(
                new AlertPrecision("order", 12, 5, judged(6, 0), judged(8, 1)),
                new AlertPrecision("event", 9, 1, judged(2, 5), judged(2, 5)),
                new AlertPrecision("surge", 3, 0, judged(0, 0), judged(0, 0)));
    }

    private static AlertPrecision.Judged judged(long right, long wrong) {
        return new AlertPrecision.Judged(right, wrong);
    }
}
