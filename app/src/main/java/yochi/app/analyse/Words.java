package yochi.app.analyse;

import yochi.centre.picture.Names;
import yochi.core.model.Finding;

/** Closed sets as the words that documents print. */
final class Words {
    private Words() {}

    static String of(Finding.Verdict verdict) {
        return Names.of(verdict).en();
    }

    static String japanese(Finding.Verdict verdict) {
        return Names.of(verdict).ja();
    }

    static String of(Finding.Label label) {
        return Names.of(label).en();
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
