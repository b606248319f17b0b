package yochi.app.demo;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The table at the end of the demonstration, for people. */
final class EndTable {
    private EndTable() {}

    static void print(Voice voice, DemoDocument d, String console) {
        voice.plain("");
        voice.plain(String.format(
                Locale.ROOT, "%-16s %-6s %12s %14s  %-7s %s", "figure", "req.", "plan's limit", "measured", "", "n"));
        for (DemoDocument.MeasuredFigure f : d.figures()) {
            Double limit = f.limit();
            String bound = limit == null ? "at once" : String.format(Locale.ROOT, "%.0f s", limit);
            String mark = limit == null ? "" : f.measured() <= limit ? "met" : "MISSED";
            voice.plain(String.format(
                    Locale.ROOT,
                    "%-16s %-6s %12s %12.3f s  %-7s %d%s",
                    f.id(),
                    f.requirement(),
                    bound,
                    f.measured(),
                    mark,
                    f.n(),
                    f.id().equals("cutOff") ? "  (simulated flood)" : ""));
        }
        voice.plain("");
        voice.plain("parts      "
                + d.parts().stream().map(EndTable::part).collect(Collectors.joining(", ")));
        DemoDocument.Reports r = d.reports();
        voice.plain("reports    sent " + r.sent() + " (counted at the spools), stored " + r.stored()
                + ", duplicates refused " + r.duplicatesRefused() + ", lost " + r.lost());
        List<String> skills = skills(d.forecasts().all());
        voice.plain("forecasts  sealed " + d.forecasts().sealed() + ", scored " + d.forecasts().scored()
                + ", waiting " + d.forecasts().waiting()
                + ", not watched " + (d.forecasts().notScorable() - d.forecasts().silent())
                + ", behind the end of the recording " + d.forecasts().silent()
                + (skills.isEmpty()
                        ? ", too few independent outcomes for a skill"
                        : "; skill beside the best simple method (0 = no better), 95 %:"));
        skills.forEach(line -> voice.plain("           " + line));
        voice.plain("simulated  attack passed " + d.simulatedPassed().attack() + " dropped "
                + d.simulatedDropped().attack() + "; visitors passed " + d.simulatedPassed().legitimate()
                + " dropped " + d.simulatedDropped().legitimate());
        DemoDocument.VisitorPart own = d.visitor();
        if (own != null) {
            voice.plain("your file  region " + own.region() + ", " + own.reports() + " reports, "
                    + (own.shown() ? "among the console's regions" : "no cell of it passed the policy"));
        }
        CampaignPart campaign = d.campaign();
        if (campaign != null) {
            CampaignTable.print(voice, campaign, d.forecasts());
        }
        voice.plain("policy     " + d.policy());
        voice.plain("look next  " + console + " , docs/formats.md (yochi.demo/1), samples/scenarios/recompute.py");
    }

    /** Of each group that has enough outcomes the proper score beside the rival that leaves the least skill. */
    private static List<String> skills(List<DemoDocument.SkillOf> all) {
        Map<String, DemoDocument.SkillOf> least = new LinkedHashMap<>();
        all.stream()
                .filter(l -> l.skill() != null && (l.measure().equals("crps") || l.measure().equals("brier")))
                .sorted(Comparator.comparing(l -> Objects.requireNonNullElse(l.skill(), 0.)))
                .forEach(l -> least.putIfAbsent(
                        l.method() + ", " + l.kind() + ", " + l.horizonHours() + " h, day " + l.daysAhead() + " ahead",
                        l));
        return least.entrySet().stream()
                .map(e -> String.format(
                        Locale.ROOT,
                        "%+.3f (%+.3f to %+.3f) beside %s: %s",
                        e.getValue().skill(),
                        e.getValue().low(),
                        e.getValue().high(),
                        e.getValue().rival(),
                        e.getKey()))
                .toList();
    }

    private static String part(DemoDocument.PartTime p) {
        return String.format(
                Locale.ROOT,
                "%s %.1f s of %.0f%s",
                p.part(),
                p.measured(),
                p.budget(),
                p.measured() > p.budget() ? " OVER" : "");
    }
}
