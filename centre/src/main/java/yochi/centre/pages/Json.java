package yochi.centre.pages;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.ToStringSerializer;
import yochi.core.model.Asn;
import yochi.core.model.AttackType;
import yochi.core.model.Country;
import yochi.core.model.Epoch;
import yochi.core.model.Metric;
import yochi.core.model.Region;
import yochi.core.model.Service;

/**
 * The board's records as JSON: model words as text, closed sets in lower case (attack types as the issue writes them),
 * what is absent left out, and, where the settings ask for it, AS numbers and addresses masked.
 */
final class Json {
    private final JsonMapper mapper;
    private final Optional<Mask> mask;

    Json(Optional<Mask> mask) {
        this.mask = mask;
        SimpleModule words = new SimpleModule("yochi");
        for (Class<?> word : new Class<?>[] {Asn.class, Country.class, Region.class, Service.class, Metric.class}) {
            words.addSerializer(word, ToStringSerializer.instance);
        }
        words.addSerializer(AttackType.class, ToStringSerializer.instance);
        words.addSerializer(Enum.class, new LowerCase());
        words.addSerializer(Epoch.class, new FromTo());
        this.mapper = JsonMapper.builder().addModule(words).build();
    }

    String write(Object record) {
        JsonNode tree = mapper.valueToTree(record);
        return mapper.writeValueAsString(clean(tree));
    }

    /** A text as it is shown. */
    String hide(String text) {
        return mask.map(m -> m.hide(text)).orElse(text);
    }

    /** The tree without nulls and numbers that are none, and masked. */
    private JsonNode clean(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> field : new ArrayList<>(object.properties())) {
                JsonNode value = field.getValue();
                if (!value.isNull() && !(value.isDouble() && !Double.isFinite(value.doubleValue()))) {
                    out.set(field.getKey(), clean(value));
                }
            }
            return out;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> out.add(clean(item)));
            return out;
        }
        if (node.isString() && mask.isPresent()) {
            return JsonNodeFactory.instance.stringNode(mask.get().hide(node.stringValue()));
        }
        return node;
    }

    /** A closed set's word as the JSON writes it: {@code event-or-filter}. */
    @SuppressWarnings("rawtypes")
    private static final class LowerCase extends ValueSerializer<Enum> {
        @Override
        public void serialize(Enum value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    /** A span of observation time by its two ends. */
    private static final class FromTo extends ValueSerializer<Epoch> {
        @Override
        public void serialize(Epoch value, JsonGenerator out, SerializationContext context) {
            out.writeStartObject();
            out.writeStringProperty("from", value.start().toString());
            out.writeStringProperty("to", value.end().toString());
            out.writeEndObject();
        }
    }
}
