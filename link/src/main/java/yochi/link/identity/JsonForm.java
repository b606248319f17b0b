package yochi.link.identity;

import tools.jackson.databind.JsonNode;

/**
 * How one kind of body is written as JSON and read back; the kind's name is signed with it.
 *
 * @param <T> the body
 */
public interface JsonForm<T> {
    /** Name of the kind, such as {@code notice/1}: a signature over one kind never passes for another. */
    String type();

    JsonNode write(T body);

    /** Reads a body; an {@link IllegalArgumentException} or a Jackson exception says that it is none. */
    T read(JsonNode json);

    /** The form of a record whose components Jackson can write and read by themselves. */
    static <T> JsonForm<T> of(String type, Class<T> shape) {
        return new JsonForm<>() {
            @Override
            public String type() {
                return type;
            }

            @Override
            public JsonNode write(T body) {
                return StrictJson.mapper().valueToTree(body);
            }

            @Override
            public T read(JsonNode json) {
                return StrictJson.mapper().treeToValue(json, shape);
            }
        };
    }
}
