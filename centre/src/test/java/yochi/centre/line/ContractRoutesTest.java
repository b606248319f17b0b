package yochi.centre.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import yochi.centre.pages.Pages;
import yochi.core.model.EventLog;
import yochi.core.model.Ticker;
import yochi.link.config.SettingsFile;

/** The hand-written contract against the routes of both listeners of a whole centre, both ways. */
class ContractRoutesTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @TempDir
    Path folder;

    @Test
    void everyRouteOfBothListenersStandsInTheContractAndNoOther() throws IOException {
        Set<String> served = new TreeSet<>();
        SecureRandom random = new SecureRandom();
        CentreSettings settings = SettingsFile.parse(
                "home: JP\ndirectory: centre\nparty: {port: 0}\nopen: {port: 0}\n",
                "test",
                folder,
                CentreSettings.class);
        Surroundings around = new Surroundings(InstantSource.system(), Ticker.system(), random, EventLog.none());
        try (HomeCentre home = HomeCentre.open(
                settings, around, HomeCentre.later(settings, random), HomeCentre.live("0.1.0-test"))) {
            Javalin javalin = Javalin.create(config -> home.routes().forEach(r -> r.accept(config.routes)));
            javalin.unsafe.internalRouter.allHttpHandlers().forEach(handler -> {
                HandlerType method = handler.endpoint.method;
                String path = handler.endpoint.path;
                if (METHODS.contains(method.toString().toLowerCase(Locale.ROOT)) && !page(path)) {
                    served.add(method.toString().toLowerCase(Locale.ROOT) + " " + path);
                }
            });
        }
        assertThat(served).hasSizeGreaterThan(30);
        assertThat(contract()).isEqualTo(served);
    }

    /** The console's own files, and the catch-alls that only refuse. */
    private static boolean page(String path) {
        boolean told = path.startsWith("/api/") || path.startsWith("/taxii2") || path.startsWith("/.well-known/");
        boolean party = path.matches("/(opamp|reports|victims|offenders|outcomes|health|receipts|parcels)")
                || path.matches("/(alerts|extractions|notices|heads|parcels)/.*");
        return path.contains("*") || path.contains("<") || !(told || party);
    }

    private static Set<String> contract() throws IOException {
        Set<String> out = new TreeSet<>();
        try (InputStream in = Pages.class.getResourceAsStream("openapi.yaml")) {
            JsonNode paths = new YAMLMapper().readTree(in).get("paths");
            paths.properties()
                    .forEach(path ->
                            path.getValue().propertyNames().forEach(method -> out.add(method + " " + path.getKey())));
        }
        return out;
    }
}
