package yochi.link.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** A YAML document as a tree that knows its lines; scalars stay text, so that the country NO is not a boolean. */
sealed interface YamlTree {
    int MAX_DEPTH = 32;

    /** Where it stands in the file, from 1. */
    int line();

    /** A key with nothing behind it, or {@code null}. */
    record Empty(int line) implements YamlTree {}

    /** A single value as it was written. */
    record Scalar(String text, int line) implements YamlTree {}

    /** A list. */
    record Sequence(List<YamlTree> items, int line) implements YamlTree {}

    /** Keys with values. */
    record Mapping(Map<String, YamlTree> entries, int line) implements YamlTree {}

    /** Reads one document; what cannot be read at all is told as a problem and gives an empty mapping. */
    static YamlTree parse(String text, Problems problems) {
        YAMLFactory factory = YAMLFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .build();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return new Mapping(Map.of(), 1);
            }
            YamlTree tree = new Reading((YAMLParser) parser, problems).value("");
            if (parser.nextToken() != null) {
                problems.add("", line(parser), "a second document; a settings file has one");
            }
            return tree;
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            problems.add("", at == null ? 1 : Math.max(1, at.getLineNr()), "not YAML: " + e.getOriginalMessage());
            return new Mapping(Map.of(), 1);
        }
    }

    private static int line(JsonParser parser) {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    /** One walk over the parser's tokens. */
    record Reading(YAMLParser parser, Problems problems) {
        YamlTree value(String path) {
            int line = YamlTree.line(parser);
            JsonToken token = parser.currentToken();
            if (parser.isCurrentAlias()) {
                problems.add(path, line, "an alias (*name); write the value out");
                return new Empty(line);
            }
            return switch (token) {
                case START_OBJECT -> mapping(path, line);
                case START_ARRAY -> sequence(path, line);
                case VALUE_NULL -> new Empty(line);
                default -> new Scalar(parser.getString(), line);
            };
        }

        private YamlTree mapping(String path, int line) {
            Map<String, YamlTree> entries = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                int keyLine = YamlTree.line(parser);
                String inner = Problems.join(path, key);
                parser.nextToken();
                if (entries.put(key, value(inner)) != null) {
                    problems.add(inner, keyLine, "the key stands here a second time");
                }
            }
            return new Mapping(entries, line);
        }

        private YamlTree sequence(String path, int line) {
            List<YamlTree> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(path + "[" + items.size() + "]"));
            }
            return new Sequence(items, line);
        }
    }
}
