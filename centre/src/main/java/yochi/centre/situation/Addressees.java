package yochi.centre.situation;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import yochi.centre.decision.LiveFile;
import yochi.centre.decision.Stake;
import yochi.centre.site.Owner;
import yochi.centre.site.Readiness;
import yochi.centre.site.Site;
import yochi.centre.site.SiteRegister;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.Country;
import yochi.core.model.Prefix;
import yochi.core.model.Victim;
import yochi.core.model.Words;

/**
 * Whom to tell of an alert, and where its victims belong: the owner of a registered site, the provider whose network
 * the address is in whatever the victim's country, and the country in which the server stands. Each is decided apart.
 */
final class Addressees {
    private final Settings settings;
    private final LiveFile<SiteRegister> sites;
    private volatile List<Readiness.Cover> members = List.of();

    Addressees(Settings settings, LiveFile<SiteRegister> sites) {
        this.settings = settings;
        this.sites = sites;
    }

    void members(List<Readiness.Cover> all) {
        members = List.copyOf(all);
    }

    /** Takes the register as it lies on the disk now; a broken one leaves the one before. */
    void reread() {
        sites.reread();
    }

    List<Readiness.Cover> members() {
        return members;
    }

    /** Who is told of orders against targets of one network. */
    List<Assessment.Told> ofVictims(Asn asn, List<Victim> victims, double probability) {
        Map<String, Assessment.Told> out = new LinkedHashMap<>();
        SiteRegister register = sites.current().value();
        for (Victim victim : victims) {
            for (Site site : register.listedAs(victim.pseudonym())) {
                Words why = new Words(
                        "The list means this site by the name " + victim.pseudonym() + ".",
                        "一覧の名前 " + victim.pseudonym() + " はこの拠点を指します。");
                put(out, owner(site, why, probability));
            }
        }
        network(out, asn, probability);
        Set<Country> hosts = victims.stream().map(Victim::hosting).collect(Collectors.toSet());
        for (Country host : hosts) {
            if (host.known() && !host.equals(settings.home())) {
                long n = victims.stream().filter(v -> v.hosting().equals(host)).count();
                Words why = new Words(
                        "The servers of " + n + " of " + victims.size() + " targets stand there.",
                        "標的 " + victims.size() + " 件のうち " + n + " 件のサーバーがその国にあります。");
                put(out, partner(host, why));
            }
        }
        return List.copyOf(out.values());
    }

    /**
     * Who is told of an event forecast for a network, a prefix or {@code sector:NAME}; of the home country, whoever
     * runs a network.
     */
    List<Assessment.Told> ofRegion(String region, double probability) {
        Map<String, Assessment.Told> out = new LinkedHashMap<>();
        if (region.startsWith("AS")) {
            network(out, Asn.parse(region), probability);
        } else if (region.startsWith("sector:")) {
            String sector = region.substring("sector:".length());
            Words why = new Words("It belongs to the sector " + sector + ".", "業種 " + sector + " に属します。");
            sites.current().value().sector(sector).forEach(site -> put(out, owner(site, why, probability)));
        } else if (region.indexOf('/') > 0) {
            prefix(out, Prefix.parse(region), probability);
        } else if (region.equals(settings.home().code())) {
            Words why = new Words(
                    "The whole country is meant; which network will be hit is not known.",
                    "国全体の予測です（どの網が狙われるかは不明）。");
            for (Readiness.Cover member : members) {
                if (!member.asns().isEmpty()) {
                    put(out, provider(member.name(), why, probability));
                }
            }
        }
        return List.copyOf(out.values());
    }

    private void prefix(Map<String, Assessment.Told> out, Prefix prefix, double probability) {
        SiteRegister register = sites.current().value();
        List<Site> owners = register.of(prefix);
        List<String> others = register.overlaps().stream()
                .filter(o -> o.outerPrefix().contains(prefix) && o.innerPrefix().contains(prefix))
                .map(SiteRegister.Overlap::outer)
                .filter(name -> owners.stream().noneMatch(s -> s.name().equals(name)))
                .distinct()
                .toList();
        Words inside = new Words(prefix + " is inside its prefix.", prefix + " はこの拠点の網の中にあります。");
        Words why = others.isEmpty()
                ? inside
                : new Words(
                        inside.en() + " It overlaps with " + String.join(", ", others)
                                + "; the most specific prefix wins.",
                        inside.ja() + String.join("、", others) + " と重なっているため、最も細かい網を優先しました。");
        owners.forEach(site -> put(out, owner(site, why, probability)));
        for (Readiness.Cover member : members) {
            if (member.prefixes().stream().anyMatch(p -> p.contains(prefix))) {
                put(out, provider(member.name(), prefix.toString(), probability));
            }
        }
    }

    private void network(Map<String, Assessment.Told> out, Asn asn, double probability) {
        if (!asn.known()) {
            return;
        }
        for (Site site : sites.current().value().of(asn)) {
            Words why = new Words(
                    asn + " is its own network; which of its hosts is meant is not known.",
                    asn + " はこの拠点の網です（どのホストかは不明）。");
            put(out, owner(site, why, probability));
        }
        for (Readiness.Cover member : members) {
            if (member.asns().contains(asn)) {
                put(out, provider(member.name(), asn.toString(), probability));
            }
        }
    }

    /** The first reason stays. */
    private static void put(Map<String, Assessment.Told> out, Assessment.Told told) {
        out.putIfAbsent(told.role() + " " + told.who(), told);
    }

    private Assessment.Told owner(Site site, Words why, double probability) {
        Assessment.Told told = new Assessment.Told(
                site.name(),
                Assessment.Role.OWNER,
                why,
                site.stake().map(stake -> Assessment.CostLoss.of(probability, stake.ratio())));
        Owner owner = owners().stream()
                .filter(o -> o.sites().contains(site))
                .findFirst()
                .orElseThrow();
        return owner.untold().map(told::untold).orElseGet(() -> told.to(owner.recipient()
                .orElseThrow()));
    }

    /** Who answers for the registered sites, as the register is now. */
    List<Owner> owners() {
        return sites.current().value().owners(members.stream().map(Readiness.Cover::name)
                .collect(Collectors.toSet()));
    }

    /** Its server stands abroad: whoever speaks for that country is told, if anybody is registered. */
    private Assessment.Told partner(Country host, Words why) {
        Assessment.Told told = new Assessment.Told(host.code(), Assessment.Role.PARTNER, why, Optional.empty());
        return members.stream()
                .filter(m -> m.speaksFor().equals(host))
                .findFirst()
                .map(m -> told.to(m.name()))
                .orElseGet(() -> told.untold(new Words(
                        "Not told: no member of this centre speaks for " + host + ".",
                        "未通知：" + host + " を代表する会員が登録されていません。")));
    }

    private Assessment.Told provider(String member, String network, double probability) {
        Words why = new Words(
                "The address is in " + network + ", which it runs.", "アドレスは同社の網 " + network + " にあります。");
        return provider(member, why, probability);
    }

    private Assessment.Told provider(String member, Words why, double probability) {
        Optional<Stake> stake = Optional.ofNullable(settings.stakes().get(member));
        return new Assessment.Told(
                member,
                Assessment.Role.PROVIDER,
                why,
                stake.map(s -> Assessment.CostLoss.of(probability, s.ratio()))).to(member);
    }

    /**
     * Whose that is which an event forecast speaks of: of the country that it is, as the question says; of a network
     * the home country's, in which orders or the register named it; of a prefix or sector the register's.
     */
    Assessment.Place placeOf(String region, Asn asn) {
        boolean registered = region.startsWith("sector:")
                || region.indexOf('/') > 0
                || (asn.known() && !sites.current().value().of(asn).isEmpty());
        return new Assessment.Place(
                new Assessment.VictimCountry(settings.home(), registered ? "register" : "question"),
                Country.UNKNOWN,
                new Assessment.OriginAs(asn, asn.known() ? settings.networkTable() : Optional.empty()));
    }

    /** Whose the victims are and how that is known, where their servers stand if all in one country, and who routes. */
    Assessment.Place place(Alert alert) {
        List<Victim> victims = alert.victims();
        boolean registered = victims.stream()
                .anyMatch(v -> !sites.current().value().listedAs(v.pseudonym()).isEmpty());
        Assessment.VictimCountry whose = registered
                ? new Assessment.VictimCountry(settings.home(), "register")
                : victims.stream()
                        .min(Comparator.comparing((Victim v) -> !v.country().equals(settings.home()))
                                .thenComparing(v -> !v.countrySource().equals("tld")))
                        .map(v -> new Assessment.VictimCountry(
                                v.country(), v.countrySource().equals("tld") ? "tld" : "hosting"))
                        .orElse(Assessment.Place.UNKNOWN.victimCountry());
        List<Country> hosts = victims.stream()
                .map(v -> v.hosting().known() || !v.countrySource().equals("geo") ? v.hosting() : v.country())
                .distinct()
                .toList();
        Country host = hosts.size() == 1 ? hosts.getFirst() : Country.UNKNOWN;
        return new Assessment.Place(whose, host, new Assessment.OriginAs(alert.asn(), settings.networkTable()));
    }
}
