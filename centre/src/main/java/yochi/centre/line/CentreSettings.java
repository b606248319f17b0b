package yochi.centre.line;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import yochi.core.model.Country;
import yochi.link.config.Default;
import yochi.link.table.TableSettings;

/**
 * Everything a centre is told; config/centre.yaml explains each key.
 *
 * @param name the centre's name, as in its certificate
 * @param home the country it serves
 * @param directory its own directory: authority, identity, databases
 * @param party where parties with a certificate speak to it
 * @param open where everybody may look, and new parties enrol
 * @param hosts host names and addresses that its certificate is valid for
 * @param tokenLife how long an enrolment token can be used
 * @param policies folder of each country's policy files, by country code; {@code other} for all others
 * @param store bounds of the statistics store
 */
public record CentreSettings(
        @Default("centre") String name,
        Country home,
        Path directory,
        @Default("{port: 7443}") Listen party,
        @Default("{port: 8443}") Listen open,
        @Default("[127.0.0.1, localhost]") List<String> hosts,
        @Default("24h") Duration tokenLife,
        @Default("{}") Map<String, Path> policies,
        @Default("{}") TableSettings store) {
    /** The key of {@link #policies} for countries that have none of their own. */
    public static final String OTHER = "other";

    public CentreSettings {
        hosts = List.copyOf(hosts);
        policies = Map.copyOf(policies);
    }

    /**
     * An address to listen on.
     *
     * @param host host name or address
     * @param port 0 for any free one
     */
    public record Listen(@Default("127.0.0.1") String host, int port) {}
}
