package yochi.centre.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import yochi.core.model.Alert;
import yochi.core.model.Asn;
import yochi.core.model.Assessment;
import yochi.core.model.Country;
import yochi.core.model.Words;

/** A made-up assessment of an alert, with one of each of its members. */
final class MadeUpAssessment {
    private MadeUpAssessment() {}

    static Assessment of(Alert.Basis basis, boolean over, Instant raised) {
        boolean forecast = basis == Alert.Basis.FORECAST;
        return new Assessment(
                over ? Assessment.Life.ENDED : forecast ? Assessment.Life.NEW : Assessment.Life.CONFIRMED,
                Optional.of("JP-2026-11-20-1"),
                List.of(new Words("10 targets were named in AS64500.", "AS64500 の標的 10 件が挙げられました。")),
                List.of(new Words("The attack comes within a day: 35 %.", "1 日以内に攻撃が来る確率は 35 %。")),
                List.of(new Assessment.Unknown(
                        new Words("How large the attack is.", "攻撃の規模。"),
                        new Words("Flow records of the provider.", "事業者のフロー記録。"))),
                List.of(option()),
                Optional.of(new Assessment.Recommendation(
                        "ab12cd34",
                        "ordered-once",
                        "limit",
                        new Words("Arm the rate limit; do not cut off yet.", "流量制限を待機させ、まだ遮断しないでください。"),
                        new Words("It acts on all named vectors.", "挙げられた手法のすべてに効きます。"))),
                new Assessment.Place(
                        new Assessment.VictimCountry(new Country("JP"), "tld"),
                        new Country("US"),
                        new Assessment.OriginAs(new Asn(64_500), Optional.of(LocalDate.parse("2026-06-01")))),
                List.of(new Assessment.Told(
                        "test-isp",
                        Assessment.Role.PROVIDER,
                        new Words("The address is in AS64500.", "アドレスは AS64500 にあります。"),
                        Optional.of(Assessment.CostLoss.of(0.35, 0.1)))),
                List.of(new Assessment.Answer(
                        "test-isp", Assessment.Verdict.SEEN_HERE, raised.plusSeconds(9), "2 Gbit/s at the edge")),
                List.of(new Words("The table of networks is of 2026-06-01.", "網の表は 2026-06-01 のものです。")));
    }

    private static Assessment.Option option() {
        return new Assessment.Option(
                "limit",
                new Words("Arm a rate limit.", "流量制限を待機させる。"),
                new Words("Keeps the link usable.", "回線を守れます。"),
                OptionalDouble.of(1),
                new Words("Above the limit legitimate requests are lost too.", "上限を超えると正当な要求も失われます。"),
                new Words("At once, by itself after the lease.", "即時。期限が来れば自動で解除。"),
                new Words("Second role and the member.", "承認者と事業者。"),
                Duration.ofSeconds(1),
                Optional.of(Duration.ofHours(1)));
    }
}
