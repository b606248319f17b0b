package yochi.app.analyse;

import java.util.Locale;
import yochi.core.model.Finding;

/** Closed sets as the words that documents print. */
final class Words {
    private Words() {}

    static String of(Finding.Verdict verdict) {
        return switch (verdict) {
            case NOT_PECULIAR -> "not peculiar";
            case NEW_HERE -> "new here";
            case SEEN_BEFORE_ELSEWHERE -> "seen before elsewhere";
            case OMEN_OF_SPREAD -> "omen of a spread";
            case LOCAL_ONLY -> "local only";
            case ONE_SOURCE_BURST -> "burst of few sources";
            case EVENT_OR_FILTER -> "local event or filter: these data cannot tell";
        };
    }

    static String japanese(Finding.Verdict verdict) {
        return switch (verdict) {
            case NOT_PECULIAR -> "特異ではない";
            case NEW_HERE -> "この地域で新しい";
            case SEEN_BEFORE_ELSEWHERE -> "先に他の地域で観測";
            case OMEN_OF_SPREAD -> "広がりの前触れ";
            case LOCAL_ONLY -> "この地域だけで多い";
            case ONE_SOURCE_BURST -> "少数の送信元による集中";
            case EVENT_OR_FILTER -> "局所的な事象か通信制限か、このデータでは判別できない";
        };
    }

    static String of(Finding.Label label) {
        return label.name().toLowerCase(Locale.ROOT);
    }

    static String japanese(Finding.Label label) {
        return switch (label) {
            case GROWING -> "拡大";
            case SHRINKING -> "縮小";
            case FLAT -> "横ばい";
            case UNCERTAIN -> "判定できない";
        };
    }

    static String of(Finding.Propagation.Conclusion conclusion) {
        return switch (conclusion) {
            case ARROWS -> "arrows that foretold later data";
            case COMMON_CAUSE -> "common cause: all regions at once, no propagation";
            case NO_ARROW -> "no arrow foretold later data";
            case NOT_ENOUGH -> "not enough data";
        };
    }

    static String japanese(Finding.Propagation.Conclusion conclusion) {
        return switch (conclusion) {
            case ARROWS -> "後のデータを言い当てた伝搬の矢印あり";
            case COMMON_CAUSE -> "共通の原因（全地域で同時）であり、伝搬ではない";
            case NO_ARROW -> "後のデータを言い当てた矢印はない";
            case NOT_ENOUGH -> "データが足りない";
        };
    }

    static String of(Finding.Propagation.Basis basis) {
        return switch (basis) {
            case FIRST_ARRIVALS -> "first arrivals";
            case COUNTS -> "counts";
        };
    }
}
