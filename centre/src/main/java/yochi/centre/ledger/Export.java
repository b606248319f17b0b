package yochi.centre.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import yochi.link.identity.VerifyingKey;

/** The form of an exported chain ({@code yochi.ledger/1}): a line that says whose it is, then an entry a line. */
public final class Export {
    /** Name and version of the form. */
    public static final String SCHEMA = "yochi.ledger/1";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Export() {}

    /**
     * The first line.
     *
     * @param centre whose ledger
     * @param signingKey with which the centre signs its heads
     */
    public record Head(String centre, VerifyingKey signingKey) {
        /** What {@link #parse} reads. */
        @Override
        public String toString() {
            return JSON.createObjectNode()
                    .put("schema", SCHEMA)
                    .put("centre", centre)
                    .put("signingKey", signingKey.toString())
                    .toString();
        }

        /** Reads the first line, or the centre's summary, which has the same members; else says what is wrong. */
        public static Head parse(String text) {
            try {
                JsonNode json = JSON.readTree(text);
                if (!json.path("schema").asString("").equals(SCHEMA)) {
                    throw new IllegalArgumentException("not " + SCHEMA + ": "
                            + text.substring(0, Math.min(80, text.length())));
                }
                return new Head(
                        json.required("centre").stringValue(),
                        VerifyingKey.parse(json.required("signingKey").stringValue()));
            } catch (JacksonException e) {
                throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
            }
        }
    }

    /** Reads an export line by line; an {@link IllegalArgumentException} names the line that is broken. */
    public static Head read(BufferedReader in, Consumer<ChainLine> lines) throws IOException {
        Head head = Head.parse(line(in).orElseThrow(() -> new IllegalArgumentException("line 1: the file is empty")));
        long number = 1;
        for (Optional<String> text = line(in); text.isPresent(); text = line(in)) {
            number++;
            try {
                lines.accept(ChainLine.parse(text.get()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
            }
        }
        return head;
    }

    /** The next line, which a hostile file cannot make longer than memory. */
    private static Optional<String> line(BufferedReader in) throws IOException {
        StringBuilder out = new StringBuilder();
        for (int c = in.read(); c != -1 && c != '\n'; c = in.read()) {
            out.append((char) c);
            if (out.length() > ChainLine.MOST_CHARACTERS) {
                throw new IllegalArgumentException("a line has more than " + ChainLine.MOST_CHARACTERS + " characters");
            }
        }
        return out.isEmpty() ? Optional.empty() : Optional.of(out.toString());
    }
}
