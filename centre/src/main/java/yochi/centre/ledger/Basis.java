package yochi.centre.ledger;

import java.util.Locale;

/** Whether a statement was made before a campaign's first order; each kind is scored apart. */
public enum Basis {
    /** No order against the home country was known within the quiet days before: the campaign, if one comes, is new. */
    FORECAST,
    /** An attack was under way, or its order already given. */
    NOWCAST,
    /** About attack orders, and sealed before the ledger told the two apart. */
    UNDIVIDED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Basis of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
