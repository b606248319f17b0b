package yochi.centre.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import yochi.core.model.AttackType;
import yochi.core.model.Country;

class OpenWordsTest {
    private static final Pattern HOLE = Pattern.compile("\\{\\w+}");
    private final OpenWords english = new OpenWords("en");
    private final OpenWords japanese = new OpenWords("ja");

    @Test
    void bothLanguagesHaveTheSameWordsWithTheSameValues() {
        assertThat(japanese.keys()).isEqualTo(english.keys());
        for (String key : english.keys()) {
            assertThat(holes(japanese.of(key))).as(key).isEqualTo(holes(english.of(key)));
            assertThat(japanese.of(key)).as(key).containsPattern("[぀-ヿ一-鿿]|< \\{k}");
        }
    }

    private static java.util.Set<String> holes(String text) {
        return HOLE.matcher(text).results().map(MatchResult::group).collect(java.util.stream.Collectors.toCollection(
                TreeSet::new));
    }

    @Test
    void everyKindOfAttackHasAPlainName() {
        for (AttackType kind : AttackType.values()) {
            assertThat(english.kind(kind)).doesNotContain("_");
            assertThat(japanese.kind(kind)).isNotBlank();
        }
    }

    @Test
    void countriesAreNamedInTheReadersLanguage() {
        assertThat(english.country(new Country("JP"))).isEqualTo("Japan");
        assertThat(japanese.country(new Country("JP"))).isEqualTo("日本");
        assertThat(english.country(Country.UNKNOWN)).isEqualTo("country not known");
    }

    /** X-3a: a name that has no word would stand on the page as the program knows it. */
    @Test
    void everyMethodAndRivalOfTheDemonstrationHasAPlainName() {
        for (String method : List.of(
                "arrival of new attacks",
                "arrival of new attacks, from the next day",
                "attack-order hazard",
                "attack-order hazard, network share",
                "attack-order hazard, prefix share",
                "attack-order hazard, sector share",
                "mean of Theta, damped ETS and NB-INGARCH",
                "mean of Theta, damped ETS and NB-INGARCH, hourly")) {
            assertThat(japanese.name("method", method)).as(method).isNotEqualTo(method);
        }
        for (String rival : List.of(
                "7-day mean",
                "24-hour mean",
                "AR(7)",
                "AR(24)",
                "seasonal naive",
                "ewma14",
                "own list of the last 7 days",
                "most days at most nodes of the last 7 days",
                "own sightings only, aged, learnt alike")) {
            assertThat(japanese.name("rival", rival)).as(rival).isNotEqualTo(rival);
        }
    }
}
