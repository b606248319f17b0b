package yochi.app.demo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign of the public record came to, wave by wave; the {@code campaign} of {@code yochi.demo/1}. Times
 * before a wave's begin are negative. Everything is simulated but the record's own figures.
 *
 * @param zone of the record; all times here are UTC
 * @param firstSign the first list that any watcher abroad read of the campaign
 * @param backscatter what a telescope abroad saw; null without a telescope
 * @param threshold probability from which a sealed statement counts as having foreseen
 * @param record the record's figures by name: the value, a range, or why it is unknown
 * @param assumed what stands in for something unknown
 * @param unknowable what a system like this could not have known
 */
public record CampaignPart(
        String name,
        String title,
        String zone,
        boolean simulated,
        @Nullable FirstSign firstSign,
        @Nullable Backscatter backscatter,
        double threshold,
        Totals totals,
        List<WavePart> waves,
        Map<String, String> record,
        List<String> assumed,
        List<String> unknowable) {
    public CampaignPart {
        waves = List.copyOf(waves);
        assumed = List.copyOf(assumed);
        unknowable = List.copyOf(unknowable);
    }

    /**
     * The first sign abroad.
     *
     * @param aheadSeconds how long before the first wave at home; negative if after
     * @param basis {@code recorded} or {@code assumed}
     */
    public record FirstSign(String at, String wave, double aheadSeconds, String basis) {}

    /**
     * Answers of flooded sites to forged senders, at a telescope abroad: an upper bound, from the sizes published.
     *
     * @param addresses that it watches
     * @param packets that reached it
     * @param first when the first did
     * @param aheadSeconds how long before the first wave at home that was; negative if after
     * @param told of these, in reports that its country's policy let out
     */
    public record Backscatter(
            String telescope,
            int addresses,
            long packets,
            @Nullable String first,
            @Nullable Double aheadSeconds,
            long told) {}

    /**
     * Waves at home by what came of them.
     *
     * @param foreseen a statement at or above the threshold was sealed before the wave's first order was read
     * @param foreseenBeforeCampaign of these, sealed before any order of the campaign was read
     * @param nowcastBefore not foreseen, but ordered and alerted before they began
     * @param nowcastAfter the same after they had begun
     * @param missed neither
     * @param abroad waves that did not hit home
     * @param days on which a statement about the day was sealed before it
     * @param daysAbove of these, at or above the threshold
     * @param daysAboveHit of those, with a wave at home on the day
     * @param visitorsLost visitors' packets that a rule dropped or a full line lost, of {@code visitors} sent in floods
     */
    public record Totals(
            int foreseen,
            int foreseenBeforeCampaign,
            int nowcastBefore,
            int nowcastAfter,
            int missed,
            int abroad,
            int days,
            int daysAbove,
            int daysAboveHit,
            long visitors,
            long visitorsLost) {}

    /**
     * One wave.
     *
     * @param sites played, by country
     * @param firstOrder when a watcher abroad first read its list
     * @param orderBasis {@code recorded}, {@code assumed} or {@code none}
     * @param verdict {@code foreseen}, {@code nowcastBefore}, {@code nowcastAfter}, {@code missed} or {@code abroad}
     * @param relativeSeconds order, forecast, alert, notice, armed, cutOff: seconds from its begin; null: did not come
     * @param flood what the simulated network saw of it
     */
    public record WavePart(
            String name,
            String begin,
            String end,
            String precision,
            Map<String, Integer> sites,
            @Nullable String firstOrder,
            String orderBasis,
            String verdict,
            @Nullable Said forecast,
            Map<String, @Nullable Double> relativeSeconds,
            @Nullable Flooded flood) {}

    /**
     * The last statement about the wave's day that was sealed before its first order was read.
     *
     * @param id seal in the ledger
     * @param rivals what naive methods said
     */
    public record Said(
            String id, double probability, long horizonDays, String issued, boolean beforeCampaign,
            Map<String, Double> rivals) {}

    /**
     * Packets of one simulated flood by true label.
     *
     * @param lineLostVisitors visitors' packets lost where the line behind the router was full
     */
    public record Flooded(
            String vector, long attackPassed, long attackDropped, long visitorsPassed, long visitorsDropped,
            long lineLostVisitors) {}
}
