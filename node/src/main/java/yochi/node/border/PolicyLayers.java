package yochi.node.border;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import yochi.core.model.Country;
import yochi.node.archive.Retention;
import yochi.node.border.PrivacyPolicy.Dimension;
import yochi.node.border.PrivacyPolicy.Intersections;
import yochi.node.border.PrivacyPolicy.ProbeRule;
import yochi.node.border.PrivacyPolicy.PublicView;
import yochi.node.border.PrivacyPolicy.Readers;
import yochi.node.border.PrivacyPolicy.Sampling;
import yochi.node.border.PrivacyPolicy.Sketches;
import yochi.node.border.PrivacyPolicy.SourceRule;
import yochi.node.summary.Detail;

/**
 * The policy that follows from several layers, such as the country's and the operator's: of every rule the stricter
 * wins, whichever layer it stands in, so that no layer can loosen another. A request is the last layer: it can only ask
 * for less ({@link ExtractionDesk}).
 */
public final class PolicyLayers {
    /**
     * How one rule was decided.
     *
     * @param rule its key in the policy file
     * @param value what holds
     * @param from layers that ask for that value; empty where it follows from other rules
     * @param given what every layer asks for
     */
    public record Choice(String rule, String value, List<String> from, List<String> given) {}

    private final List<PrivacyPolicy> layers;
    private final List<Choice> choices = new ArrayList<>();
    private final PrivacyPolicy combined;

    private PolicyLayers(List<PrivacyPolicy> layers) {
        this.layers = List.copyOf(layers);
        this.combined = combine();
    }

    /** Layers in any order: the result is the same. */
    public static PolicyLayers of(List<PrivacyPolicy> layers) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a policy has at least one layer");
        }
        return new PolicyLayers(layers);
    }

    /** What holds. */
    public PrivacyPolicy policy() {
        return combined;
    }

    /** Why, rule by rule. */
    public List<Choice> choices() {
        return List.copyOf(choices);
    }

    private PrivacyPolicy combine() {
        if (layers.stream().distinct().count() == 1) {
            PrivacyPolicy only = layers.getFirst();
            chosen(only, only.sketches(), only.publicView());
            return only;
        }
        Duration epoch = of(PrivacyPolicy::epoch, PolicyLayers::longer);
        Duration release = multiple(of(PrivacyPolicy::release, PolicyLayers::shorter), epoch);
        int sensors = of(PrivacyPolicy::sensors, Math::max);
        Set<Dimension> dimensions = of(PrivacyPolicy::dimensions, (a, b) -> common(Dimension.class, a, b));
        if (sensors > 1) {
            dimensions = common(Dimension.class, dimensions, EnumSet.complementOf(EnumSet.of(Dimension.SENSOR)));
        }
        Optional<Sketches> sketches = sketches(release);
        Optional<PublicView> open = publicView();
        PrivacyPolicy out = new PrivacyPolicy(
                PrivacyPolicy.VERSION,
                name(),
                epoch,
                release,
                of(PrivacyPolicy::lateness, PolicyLayers::longer),
                of(PrivacyPolicy::k, Math::max),
                of(PrivacyPolicy::networks, Math::max),
                sensors,
                of(PrivacyPolicy::dominance, Math::min),
                of(PrivacyPolicy::clip, PolicyLayers::lowerBound),
                of(PrivacyPolicy::clipWindow, PolicyLayers::lowerBound),
                of(PrivacyPolicy::rounding, Math::max),
                dimensions,
                sketches,
                of(PrivacyPolicy::victims, PolicyLayers::less),
                of(PrivacyPolicy::seenVictims, PolicyLayers::less),
                of(PrivacyPolicy::offenders, PolicyLayers::less),
                of(PrivacyPolicy::questions, Math::min),
                open,
                of(PrivacyPolicy::retention, PolicyLayers::shorter),
                of(PrivacyPolicy::details, (a, b) -> common(Detail.class, a, b)),
                of(PrivacyPolicy::archive, Retention::and),
                of(PrivacyPolicy::findings, (a, b) -> common(PrivacyPolicy.Found.class, a, b)),
                sampling(release),
                of(PrivacyPolicy::probes, (a, b) -> a == b ? a : ProbeRule.WITHHELD),
                of(PrivacyPolicy::readers, PolicyLayers::stricter),
                intersections(),
                sources());
        chosen(out, sketches, open);
        return out;
    }

    private String name() {
        String all = layers.stream()
                .map(PrivacyPolicy::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" and "));
        return all.length() <= 100 ? all : all.substring(0, 97) + "...";
    }

    private <T> T of(Function<PrivacyPolicy, T> rule, BinaryOperator<T> stricter) {
        return layers.stream().map(rule).reduce(stricter).orElseThrow();
    }

    private Optional<Sketches> sketches(Duration release) {
        List<Sketches> all = layers.stream().flatMap(l -> l.sketches().stream()).toList();
        if (all.size() < layers.size()) {
            return Optional.empty();
        }
        Duration life = all.stream().map(Sketches::keyLife).min(Comparator.naturalOrder()).orElse(release);
        long windows = Math.max(1, life.dividedBy(release));
        return Optional.of(new Sketches(
                release,
                release.multipliedBy(windows),
                all.stream().mapToInt(Sketches::atLeast).max().orElse(1),
                all.stream().mapToDouble(Sketches::sample).min().orElse(1)));
    }

    /** Sampling hides: it holds where any layer asks for it, with the least share and the most draws. */
    private Optional<Sampling> sampling(Duration release) {
        List<Sampling> all = layers.stream().flatMap(l -> l.sampling().stream()).toList();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(new Sampling(
                        all.stream().mapToDouble(Sampling::share).min().orElse(1),
                        multiple(all.stream().map(Sampling::every).min(Comparator.naturalOrder()).orElse(release),
                                release)));
    }

    private static Readers stricter(Readers a, Readers b) {
        Set<String> both = new TreeSet<>(a.trusted());
        both.retainAll(b.trusted());
        return new Readers(both, Math.max(a.rareService(), b.rareService()));
    }

    private Optional<Intersections> intersections() {
        List<Intersections> all =
                layers.stream().flatMap(l -> l.intersections().stream()).toList();
        if (all.size() < layers.size()) {
            return Optional.empty();
        }
        Set<Country> with = new TreeSet<>(all.getFirst().with());
        all.forEach(i -> with.retainAll(i.with()));
        return Optional.of(new Intersections(
                with,
                all.stream().mapToInt(Intersections::atLeast).max().orElse(1),
                all.stream().mapToInt(Intersections::aDay).min().orElse(0)));
    }

    private Optional<SourceRule> sources() {
        List<SourceRule> all = layers.stream().flatMap(l -> l.sources().stream()).toList();
        if (all.size() < layers.size()) {
            return Optional.empty();
        }
        Set<String> homes = new TreeSet<>(all.getFirst().homes());
        all.forEach(s -> homes.retainAll(s.homes()));
        return Optional.of(new SourceRule(
                all.stream().map(SourceRule::days).min(Comparator.naturalOrder()).orElse(Duration.ofDays(1)),
                all.stream().mapToInt(SourceRule::atLeast).max().orElse(1),
                all.stream().mapToInt(SourceRule::most).min().orElse(1),
                homes));
    }

    private Optional<PublicView> publicView() {
        List<PublicView> all =
                layers.stream().flatMap(l -> l.publicView().stream()).toList();
        return all.size() < layers.size()
                ? Optional.empty()
                : Optional.of(new PublicView(
                        all.stream().mapToDouble(PublicView::epsilon).min().orElse(1),
                        all.stream().mapToInt(PublicView::cellsPerSource).min().orElse(1),
                        all.stream().map(PublicView::delay).max(Comparator.naturalOrder()).orElse(Duration.ofDays(1))));
    }

    private void chosen(PrivacyPolicy out, Optional<Sketches> sketches, Optional<PublicView> open) {
        choose("epoch", out.epoch(), PrivacyPolicy::epoch);
        choose("release", out.release(), PrivacyPolicy::release);
        choose("lateness", out.lateness(), PrivacyPolicy::lateness);
        choose("retention", out.retention(), PrivacyPolicy::retention);
        choose("k", out.k(), PrivacyPolicy::k);
        choose("networks", out.networks(), PrivacyPolicy::networks);
        choose("sensors", out.sensors(), PrivacyPolicy::sensors);
        choose("dominance", out.dominance(), PrivacyPolicy::dominance);
        choose("clip", out.clip(), PrivacyPolicy::clip);
        choose("clipWindow", out.clipWindow(), PrivacyPolicy::clipWindow);
        choose("rounding", out.rounding(), PrivacyPolicy::rounding);
        choose("dimensions", out.dimensions(), PrivacyPolicy::dimensions);
        choose("sketches", told(sketches), p -> told(p.sketches()));
        choose("victims", out.victims(), PrivacyPolicy::victims);
        choose("seenVictims", out.seenVictims(), PrivacyPolicy::seenVictims);
        choose("offenders", out.offenders(), PrivacyPolicy::offenders);
        choose("questions", out.questions(), PrivacyPolicy::questions);
        choose("publicView", told(open), p -> told(p.publicView()));
        choose("details", out.details(), PrivacyPolicy::details);
        choose("archive", out.archive(), PrivacyPolicy::archive);
        choose("findings", out.findings(), PrivacyPolicy::findings);
        choose("sampling", told(out.sampling()), p -> told(p.sampling()));
        choose("probes", out.probes(), PrivacyPolicy::probes);
        choose("readers", out.readers(), PrivacyPolicy::readers);
        choose("intersections", told(out.intersections()), p -> told(p.intersections()));
        choose("sources", told(out.sources()), p -> told(p.sources()));
    }

    private static String told(Optional<? extends Record> part) {
        return part.map(Record::toString).orElse("none");
    }

    private void choose(String rule, Object value, Function<PrivacyPolicy, Object> of) {
        List<String> from = layers.stream()
                .filter(l -> of.apply(l).equals(value))
                .map(PrivacyPolicy::name)
                .toList();
        List<String> given =
                layers.stream().map(l -> l.name() + ": " + of.apply(l)).toList();
        choices.add(new Choice(rule, value.toString(), from, given));
    }

    private static <T extends Enum<T>> T less(T a, T b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    /** The shortest span of whole epochs that is no shorter. */
    private static Duration multiple(Duration span, Duration epoch) {
        long epochs = Math.max(1, (span.toSeconds() + epoch.toSeconds() - 1) / epoch.toSeconds());
        return epoch.multipliedBy(epochs);
    }

    private static <E extends Enum<E>> Set<E> common(Class<E> kind, Set<E> a, Set<E> b) {
        Set<E> both = EnumSet.noneOf(kind);
        both.addAll(a);
        both.retainAll(b);
        return both;
    }

    /** Of two bounds the lower, where 0 is no bound. */
    private static int lowerBound(int a, int b) {
        return a == 0 || b == 0 ? Math.max(a, b) : Math.min(a, b);
    }
}
