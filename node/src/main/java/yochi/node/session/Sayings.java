package yochi.node.session;

import java.util.ArrayList;
import java.util.List;
import yochi.node.observation.Said;

/** Collects what is said in one session: each word once, in order, a few of each kind. */
final class Sayings {
    /** Words of a kind: a dictionary's first sixteen tell it from another. */
    private static final int MOST = 16;

    private static final int LONGEST = 256;

    private final WordStock stock;
    private List<String> credentials = List.of();
    private List<String> commands = List.of();
    private List<String> requests = List.of();
    private List<String> texts = List.of();
    private int cost;
    private boolean lost;

    Sayings(WordStock stock) {
        this.stock = stock;
    }

    void credential(String user, String password) {
        if (!user.isEmpty() || !password.isEmpty()) {
            credentials = with(credentials, cut(user, LONGEST / 2) + "/" + cut(password, LONGEST / 2));
        }
    }

    void command(String line) {
        commands = with(commands, cut(line, LONGEST));
    }

    void request(String target) {
        requests = with(requests, cut(target, LONGEST));
    }

    void text(String text) {
        texts = with(texts, cut(text, LONGEST));
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }

    private List<String> with(List<String> words, String word) {
        if (word.isBlank() || words.size() == MOST || words.contains(word)) {
            return words;
        }
        int taken = stock.take(word);
        if (taken == 0) {
            lost = true;
            return words;
        }
        cost += taken;
        List<String> more = words.isEmpty() ? new ArrayList<>(2) : words;
        more.add(word);
        return more;
    }

    /** Whether a word found no room in the stock. */
    boolean lost() {
        return lost;
    }

    /** All of it; the room goes back to the stock. */
    Said said() {
        stock.give(cost);
        cost = 0;
        return new Said(credentials, commands, requests, texts);
    }
}
