package yochi.node.session;

/** How much of what strangers said one room may hold while their sessions are open. */
final class WordStock {
    /** 24 MiB of letters and what a text costs beside them: one in twenty of the default heap. */
    private static final int MOST = 24 << 20;
    /** What a text costs beside its letters. */
    private static final int BESIDE = 64;

    private final int most;
    private int held;

    WordStock() {
        this(MOST);
    }

    WordStock(int most) {
        this.most = most;
    }

    /** What that word takes, or 0 where there is no room for it. */
    int take(String word) {
        int cost = word.length() + BESIDE;
        if (held + cost > most) {
            return 0;
        }
        held += cost;
        return cost;
    }

    void give(int cost) {
        held -= cost;
    }
}
