package yochi.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import yochi.core.model.Ticker;

/** How long each part of the demonstration takes, beside what it may take on two cores. */
final class PartTimes {
    /** A part; its title is told as it begins. Budgets: seconds that a person watches without leaving. */
    enum Part {
        START("start", 15, "Start"),
        ACT_1("act 1", 40, "Act 1: regions (nine honeypots of 2013, replayed)"),
        ACT_2("act 2", 25, "Act 2: attack (orders of 2024, real; flood, simulated)"),
        CAMPAIGN("campaign", 90, "Campaign: the public record, played on a simulated world"),
        END("end", 10, "End");

        private final String word;
        private final int budget;
        private final String title;

        Part(String word, int budget, String title) {
            this.word = word;
            this.budget = budget;
            this.title = title;
        }
    }

    private final Ticker ticker;
    private final List<Part> begun = new ArrayList<>();
    private final List<Long> starts = new ArrayList<>();

    /** The first part begins now, before its title can be told. */
    PartTimes(Ticker ticker) {
        this.ticker = ticker;
        starts.add(ticker.nanos());
    }

    static String budget(List<Part> parts) {
        return parts.stream().map(p -> p.word + " " + p.budget + " s").collect(Collectors.joining(", "));
    }

    /** What a scenario consists of. */
    static List<Part> of(Scenario scenario) {
        List<Part> out = new ArrayList<>();
        out.add(Part.START);
        scenario.regions().ifPresent(r -> out.add(Part.ACT_1));
        scenario.attack().ifPresent(a -> out.add(Part.ACT_2));
        scenario.campaign().ifPresent(c -> out.add(Part.CAMPAIGN));
        out.add(Part.END);
        return out;
    }

    /** The part before has ended; the title of the one that begins. */
    String begin(Part part) {
        if (!begun.isEmpty()) {
            starts.add(ticker.nanos());
        }
        begun.add(part);
        return part.title;
    }

    /** The parts so far; the last ends now. */
    List<DemoDocument.PartTime> all() {
        long now = ticker.nanos();
        List<DemoDocument.PartTime> out = new ArrayList<>();
        for (int i = 0; i < begun.size(); i++) {
            long end = i + 1 < starts.size() ? starts.get(i + 1) : now;
            Part p = begun.get(i);
            out.add(new DemoDocument.PartTime(p.word, p.budget, (end - starts.get(i)) / 1e9));
        }
        return out;
    }
}
