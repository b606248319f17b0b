package yochi.node.line;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import yochi.core.model.Service;
import yochi.link.config.Default;
import yochi.link.config.SettingsFile;
import yochi.node.classify.ServiceNumber;

/**
 * What the fleet tells a node not to watch.
 *
 * @param version must be {@value #VERSION}
 * @param ignore rules; an observation that any of them names is not counted
 */
record NodeFilter(@Default(VERSION) String version, @Default("[]") List<Rule> ignore) {
    static final String VERSION = "yochi.filter/1";

    /** Nothing is ignored. */
    static final NodeFilter NONE = new NodeFilter(VERSION, List.of());

    /**
     * One rule.
     *
     * @param services attacked services
     * @param sensors only at these sensors; empty for all
     */
    record Rule(List<Service> services, @Default("[]") List<String> sensors) {
        Rule {
            services = List.copyOf(services);
            sensors = List.copyOf(sensors);
        }
    }

    NodeFilter {
        if (!version.equals(VERSION)) {
            throw new IllegalArgumentException("filter version " + version + ", this side reads " + VERSION);
        }
        ignore = List.copyOf(ignore);
    }

    static NodeFilter ofYaml(String yaml) {
        return yaml.isBlank() ? NONE : SettingsFile.parse(yaml, "filter", Path.of("."), NodeFilter.class);
    }

    /** The services that are not watched, by sensor. */
    Map<String, Set<Service>> ignored(Collection<String> sensors) {
        Map<String, Set<Service>> out = new TreeMap<>();
        for (Rule rule : ignore) {
            for (String sensor : sensors) {
                if (rule.sensors().isEmpty() || rule.sensors().contains(sensor)) {
                    out.computeIfAbsent(sensor, s -> new TreeSet<>()).addAll(rule.services());
                }
            }
        }
        return out;
    }

    /** The packed services that are not watched at the sensor. */
    Set<Integer> ignoredAt(String sensor) {
        Set<Integer> out = new HashSet<>();
        for (Rule rule : ignore) {
            if (rule.sensors().isEmpty() || rule.sensors().contains(sensor)) {
                rule.services().forEach(s -> out.add(ServiceNumber.pack(s)));
            }
        }
        return out;
    }
}
