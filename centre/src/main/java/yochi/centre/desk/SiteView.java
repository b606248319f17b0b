package yochi.centre.desk;

import java.util.List;
import java.util.stream.IntStream;
import yochi.centre.pages.AlertPrecision;
import yochi.centre.pages.SiteBoard;
import yochi.centre.site.Readiness;
import yochi.centre.site.Site;
import yochi.centre.site.SiteRegister;
import yochi.centre.situation.Precision;

/** The register of sites with its readiness, and what people's answers say of alerts, as the pages show them. */
final class SiteView {
    private SiteView() {}

    static SiteBoard of(DutyRoom duty) {
        SiteRegister register = duty.sites().value();
        List<Readiness> readiness = duty.readiness();
        return new SiteBoard(
                duty.sites().version(),
                register.date(),
                IntStream.range(0, register.sites().size())
                        .mapToObj(i -> site(register.sites().get(i), readiness.get(i)))
                        .toList(),
                Readiness.bySector(readiness).stream()
                        .map(c -> new SiteBoard.Coverage(
                                c.sector(), c.sites(), c.reachable(), c.covered(), c.armable(), c.exercised()))
                        .toList(),
                register.overlaps().stream()
                        .map(o -> new SiteBoard.Overlap(
                                o.outer(),
                                o.outerPrefix().toString(),
                                o.inner(),
                                o.innerPrefix().toString()))
                        .toList());
    }

    private static SiteBoard.Site site(Site site, Readiness readiness) {
        return new SiteBoard.Site(
                site.name(),
                site.sector(),
                switch (site.criticality()) {
                    case LOW -> SiteBoard.Criticality.LOW;
                    case MEDIUM -> SiteBoard.Criticality.MEDIUM;
                    case HIGH -> SiteBoard.Criticality.HIGH;
                },
                site.prefixes().size(),
                site.asns(),
                site.domains().size(),
                site.contacts().size(),
                site.member(),
                site.exercised(),
                readiness.missing());
    }

    static List<AlertPrecision> precision(List<Precision> all) {
        return all.stream()
                .map(p -> new AlertPrecision(
                        DutyRoom.word(p.kind()),
                        p.raised(),
                        p.answered(),
                        judged(p.byData()),
                        judged(p.withAnswers())))
                .toList();
    }

    private static AlertPrecision.Judged judged(Precision.Judged judged) {
        return new AlertPrecision.Judged(judged.right(), judged.wrong());
    }
}
