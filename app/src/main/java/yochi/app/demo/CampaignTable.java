package yochi.app.demo;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a campaign came to, wave by wave, for people. */
final class CampaignTable {
    private CampaignTable() {}

    static void print(Voice voice, CampaignPart c, DemoDocument.Forecasts forecasts) {
        voice.plain("");
        voice.plain(c.title() + " (simulated; times relative to each wave's begin)");
        voice.plain(String.format(
                Locale.ROOT,
                "%-14s %-17s %10s %8s %10s %10s %10s %10s  %s",
                "wave",
                "begin (UTC)",
                "order",
                "p",
                "sealed",
                "alert",
                "notice",
                "cut off",
                "verdict"));
        c.waves().forEach(w -> voice.plain(row(w)));
        voice.plain("- before the begin   ~ only the day is known   * assumed   p: of a statement about so many days");
        voice.plain("");
        CampaignPart.FirstSign sign = c.firstSign();
        voice.plain("first sign abroad  "
                + (sign == null
                        ? "none: no watcher ever read a list"
                        : sign.at() + ", wave " + sign.wave() + " (" + sign.basis() + "), "
                                + ahead(sign.aheadSeconds()) + " the first wave at home"));
        CampaignPart.Totals t = c.totals();
        voice.plain("waves at home      foreseen " + t.foreseen() + " (of these before any order of the campaign: "
                + t.foreseenBeforeCampaign() + "; p at least " + c.threshold() + "), nowcast before the begin "
                + t.nowcastBefore() + ", nowcast after it " + t.nowcastAfter() + ", missed " + t.missed()
                + (t.abroad() > 0 ? "; abroad only " + t.abroad() : ""));
        voice.plain("statements         p at least " + c.threshold() + " on " + t.daysAbove() + " of " + t.days()
                + " days; a wave at home was on at " + t.daysAboveHit() + " of them");
        voice.plain(String.format(
                Locale.ROOT,
                "visitors           %d of %d packets lost in the simulated floods (%.1f %%)",
                t.visitorsLost(),
                t.visitors(),
                100.0 * t.visitorsLost() / Math.max(1, t.visitors())));
        CampaignPart.Backscatter dark = c.backscatter();
        if (dark != null) {
            Double ahead = dark.aheadSeconds();
            voice.plain("backscatter        " + dark.packets() + " answers to forged senders reached "
                    + dark.addresses() + " addresses abroad (at most), "
                    + dark.told() + " of them left the country in a report"
                    + (ahead == null ? "" : "; the first " + ahead(ahead) + " the first wave at home"));
        }
        rivals(forecasts)
                .forEach((what, them) -> voice.plain("scored             " + what + "; skill beside " + them));
        c.assumed().forEach(a -> voice.plain("assumed            " + a));
        c.unknowable().forEach(u -> voice.plain("not knowable       " + u));
        voice.plain("");
    }

    /** The groups of scored statements, each with its rivals in one line. */
    private static Map<String, String> rivals(DemoDocument.Forecasts forecasts) {
        Map<String, String> out = new LinkedHashMap<>();
        forecasts.all().stream()
                .filter(s -> s.measure().equals("brier"))
                .forEach(s -> out.merge(
                        s.n() + " statements (" + s.kind() + ", " + s.horizonHours() + " h, day " + s.daysAhead()
                                + " ahead; " + s.independent()
                                + " independent) by " + s.method(),
                        s.rival() + " "
                                + (s.skill() == null ? "not told" : String.format(Locale.ROOT, "%+.3f", s.skill())),
                        (a, b) -> a + ", " + b));
        return out;
    }

    private static String row(CampaignPart.WavePart w) {
        Map<String, @Nullable Double> r = w.relativeSeconds();
        CampaignPart.Said said = w.forecast();
        String order = Offsets.signed(r.get("order")) + (w.orderBasis().equals("assumed") ? "*" : "");
        return String.format(
                Locale.ROOT,
                "%-14s %-17s %10s %8s %10s %10s %10s %10s  %s",
                w.name(),
                w.begin().substring(0, w.begin().length() - 4) + (w.precision().equals("day") ? "~" : ""),
                order,
                said == null
                        ? "-"
                        : String.format(Locale.ROOT, "%.3f/%dd", said.probability(), said.horizonDays()),
                Offsets.signed(r.get("forecast")),
                Offsets.signed(r.get("alert")),
                Offsets.signed(r.get("notice")),
                Offsets.signed(r.get("cutOff")),
                w.verdict());
    }

    private static String ahead(double seconds) {
        return Offsets.signed(Math.abs(seconds)).substring(1) + (seconds < 0 ? " after" : " before");
    }
}
