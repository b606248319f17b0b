package yochi.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import yochi.analysis.score.Scores;

/**
 * How much of a rival's mean score ours saves, with intervals over whole weeks.
 *
 * @param score name of the score
 * @param unit of the figure
 * @param article what stands before a rival's name
 */
record Skill(String score, String unit, String article) {
    Evaluation.Measured against(String rival, List<Scored> own, BlockBootstrap weeks, String group) {
        ToDoubleFunction<List<Scored>> skill = l -> Scores.skill(mean(l, Scored.OURS), mean(l, rival));
        double[] interval = weeks.interval(skill);
        double[] difference = weeks.interval(l -> mean(l, Scored.OURS) - mean(l, rival));
        String verdict = interval[0] > 0
                ? "better than "
                : interval[1] < 0 ? "worse than " : "not surely better or worse than ";
        return new Evaluation.Measured(
                score + " skill against " + article + rival,
                group,
                unit,
                Evaluation.Better.HIGHER.word(),
                Optional.of(0.0),
                skill.applyAsDouble(own),
                interval[0],
                interval[1],
                own.size(),
                weeks.blocks(),
                List.of(new Evaluation.Rival(rival, 0)),
                Optional.of(new Evaluation.Difference(
                        mean(own, Scored.OURS) - mean(own, rival), difference[0], difference[1])),
                verdict + article + rival);
    }

    private static double mean(List<Scored> list, String method) {
        return list.stream().mapToDouble(s -> s.loss(method)).average().orElse(Double.NaN);
    }
}
