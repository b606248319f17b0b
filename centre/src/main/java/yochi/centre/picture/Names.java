package yochi.centre.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import yochi.analysis.cube.Cell;
import yochi.centre.pages.Say;
import yochi.core.model.AttackType;
import yochi.core.model.Finding;
import yochi.core.model.Region;
import yochi.core.model.Service;

/** Names of attacks, regions and verdicts in both languages. */
public final class Names {
    private static final String FILE = "attacks.properties";
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Properties ATTACKS = read();

    private Names() {}

    private static Properties read() {
        Properties out = new Properties();
        try (InputStream in = Objects.requireNonNull(Names.class.getResourceAsStream(FILE), FILE)) {
            out.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out;
    }

    static Say of(AttackType type) {
        String[] both = ATTACKS.getProperty(type.name(), type.name()).split("\\|", -1);
        return both.length == 2 ? new Say(both[0], both[1]) : Say.same(both[0]);
    }

    public static Say of(AttackType type, Service service) {
        return service.equals(Service.ANY) ? of(type) : of(type).and(" " + service);
    }

    public static Say of(Finding.Verdict verdict) {
        return switch (verdict) {
            case NOT_PECULIAR -> new Say("not peculiar", "特異ではない");
            case NEW_HERE -> new Say("new here", "この地域で新しい");
            case SEEN_BEFORE_ELSEWHERE -> new Say("seen before elsewhere", "先に他の地域で観測");
            case OMEN_OF_SPREAD -> new Say("omen of a spread", "広がりの前触れ");
            case LOCAL_ONLY -> new Say("local only", "この地域だけで多い");
            case ONE_SOURCE_BURST -> new Say("burst of few sources", "少数の発信元による集中");
            case EVENT_OR_FILTER ->
                new Say("local event or filter: these data cannot tell", "局所的な事象か通信制限か、このデータでは判別できない");
        };
    }

    public static Say of(Finding.Label label) {
        return switch (label) {
            case GROWING -> new Say("growing", "拡大");
            case SHRINKING -> new Say("shrinking", "縮小");
            case FLAT -> new Say("flat", "横ばい");
            case UNCERTAIN -> new Say("uncertain", "判定できない");
        };
    }

    static Say of(Cell cell) {
        return of(cell.attackType(), cell.service());
    }

    /** A country's name where the region is one, else the region's own. */
    public static Say of(Region region) {
        if (!COUNTRY.matcher(region.name()).matches()) {
            return Say.same(region.name());
        }
        Locale country = Locale.of("", region.name());
        return new Say(country.getDisplayCountry(Locale.ENGLISH), country.getDisplayCountry(Locale.JAPANESE));
    }

    static Say of(Collection<Region> regions) {
        return new Say(
                regions.stream().map(r -> of(r).en()).collect(Collectors.joining(", ")),
                regions.stream().map(r -> of(r).ja()).collect(Collectors.joining("、")));
    }
}
