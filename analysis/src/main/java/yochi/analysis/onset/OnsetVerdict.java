package yochi.analysis.onset;

import java.util.List;

/**
 * What all detectors say of one window; no address is in it.
 *
 * @param synchrony the tests of the window
 * @param words of each detector, in their order
 * @param surprise -log10 of the p-value of those with a basis, by the Cauchy combination; 0 before there is any
 * @param alarm whether it is below the level that the accepted number of alarms a day sets
 * @param ports services of the least usual slot, told where there is an alarm, least likely first
 * @param groups which group each of the synchrony's services is, in their order
 * @param newService service with the least likely number of new sources, or -1
 * @param newSources their number
 * @param floods forged floods, whose sources are in none of the tests
 */
public record OnsetVerdict(
        Synchrony synchrony,
        List<Detector.Word> words,
        double surprise,
        boolean alarm,
        List<PortShare> ports,
        List<Sighting> groups,
        int newService,
        int newSources,
        List<ForgedFlood> floods) {
    public OnsetVerdict {
        words = List.copyOf(words);
        ports = List.copyOf(ports);
        groups = List.copyOf(groups);
        floods = List.copyOf(floods);
    }

    public double pValue() {
        return Math.pow(10, -surprise);
    }

    /** That detector's word. */
    public Detector.Word word(Detector detector) {
        return words.stream().filter(w -> w.detector() == detector).findFirst().orElseThrow();
    }
}
