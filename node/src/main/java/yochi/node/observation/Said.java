package yochi.node.observation;

import java.util.List;

/**
 * What a stranger said in one session, word by word as far as there was room: it stays at home, and is forgotten with
 * the session unless somebody asks for habits.
 *
 * @param credentials user and password with a stroke between, each once, in order
 * @param commands lines typed or handed over
 * @param requests targets of web requests
 * @param texts versions, user agents, first bytes of payloads
 */
public record Said(List<String> credentials, List<String> commands, List<String> requests, List<String> texts) {
    public static final Said NOTHING = new Said(List.of(), List.of(), List.of(), List.of());

    public Said {
        credentials = List.copyOf(credentials);
        commands = List.copyOf(commands);
        requests = List.copyOf(requests);
        texts = List.copyOf(texts);
    }

    /** Nothing of the words: they belong in no log. */
    @Override
    public String toString() {
        return "Said";
    }
}
