package yochi.core.model;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a node's border answers to an {@link ExtractionRequest}.
 *
 * @param request id of the request
 * @param node who answers
 * @param outcome whether it holds statistics
 * @param reason why it holds none, or what is missing in them; empty where nothing is
 * @param policy name of the policy that let it out
 * @param cells statistics, sorted by key
 * @param suppressed what the policy kept back, as far as that may be told
 * @param left questions that the reader may still ask within the hour; empty where the node does not say
 */
public record ExtractionAnswer(
        String request,
        NodeId node,
        Outcome outcome,
        String reason,
        String policy,
        List<Statistic> cells,
        Suppressed suppressed,
        OptionalInt left) {
    /** An answer that does not say what is left. */
    public ExtractionAnswer(
            String request,
            NodeId node,
            Outcome outcome,
            String reason,
            String policy,
            List<Statistic> cells,
            Suppressed suppressed) {
        this(request, node, outcome, reason, policy, cells, suppressed, OptionalInt.empty());
    }

    /** The same with what is left. */
    public ExtractionAnswer leaving(int questions) {
        return new ExtractionAnswer(
                request, node, outcome, reason, policy, cells, suppressed, OptionalInt.of(questions));
    }

    /** What became of the request at the node. */
    public enum Outcome {
        ANSWERED,
        /** The node does not keep that span, or not in that detail. */
        NOT_KEPT,
        /** The policy does not let it out, or the budget of questions is used up. */
        REFUSED
    }

    public ExtractionAnswer {
        cells = List.copyOf(cells);
    }

    /** An answer without statistics. */
    public static ExtractionAnswer without(String request, NodeId node, Outcome outcome, String reason, String policy) {
        return new ExtractionAnswer(request, node, outcome, reason, policy, List.of(), Suppressed.NOTHING);
    }
}
