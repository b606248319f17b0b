package yochi.world.campaign;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import yochi.core.model.Country;
import yochi.core.model.Prefix;
import yochi.link.config.SettingsFile;

/** A small campaign of two waves against NZ, and its staging. */
final class MadeCampaign {
    static final Country HOME = new Country("NZ");

    static final String TEXT =
            """
            name: made
            title: A made campaign
            zone: Pacific/Auckland
            sources:
              book: {author: A. Author, title: A Book, year: 2010}
            vectors:
              - {name: ping, order: icmp/ping_flood, protocol: 1,
                 share: {value: 0.9, source: book}, spoofed: {unknown: not published}}
              - {name: get, order: http/get, protocol: 6, port: 80,
                 share: {value: 0.1, source: book}, spoofed: {value: 0, source: book}}
            waves:
              - name: one
                begin: 2010-03-01T20:00
                end: 2010-03-02T20:00
                precision: hour
                source: book
                targets:
                  - {sector: government, country: NZ, sites: {value: 6, source: book}}
                  - {sector: finance, country: AU, sites: {value: 3, source: book},
                     begin: 2010-03-01T21:00, end: 2010-03-02T07:00}
                vectors: [ping]
                attacks: {value: 10, source: book}
                machines: {unknown: not counted}
                megabits: {low: 10, high: 30, source: book}
                list: {at: 2010-03-01T22:00, source: book}
              - name: two
                begin: 2010-03-02T20:00
                end: 2010-03-03T20:00
                precision: day
                source: book
                targets:
                  - {sector: government, country: NZ, sites: {unknown: not told, assumed: 4}}
                attacks: {unknown: not counted}
                machines: {value: 500, source: book}
                megabits: {unknown: not measured}
                list: {unknown: the hour is not told, assumedBefore: 7h}
            unknowable: [That it would come.]
            """;

    private MadeCampaign() {}

    static Campaign campaign() {
        return parse(TEXT);
    }

    static Campaign parse(String text) {
        return SettingsFile.parse(text, "made.yaml", Path.of("."), Campaign.class);
    }

    static Staging staging() {
        return new Staging(
                7,
                Duration.ofDays(10),
                Duration.ofHours(6),
                List.of(
                        new Staging.Watcher("near", new Country("AU"), 1, Duration.ofMinutes(10)),
                        new Staging.Watcher("far", new Country("SG"), 0.5, Duration.ofHours(2))),
                Optional.of(new Staging.Telescope("dark", new Country("SG"), Prefix.parse("198.51.100.0/24"))),
                new Staging.Background(List.of(new Country("AU"), new Country("US")), 0.3, 3));
    }
}
