package yochi.app;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A schema that docs/ publishes, as a reader of our documents would use it. */
public final class PublishedSchema {
    private PublishedSchema() {}

    /** Where the document departs from the schema of that file name; empty when nowhere. */
    public static List<String> faults(String schema, JsonNode document) {
        Path file = Path.of(System.getProperty("yochi.root", "..")).resolve("docs/schemas").resolve(schema);
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(file))
                    .validate(document)
                    .stream()
                    .map(Error::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
