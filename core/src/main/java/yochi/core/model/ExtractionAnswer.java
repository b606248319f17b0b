package yochi.core.model;

import java.util.List;

/**
 * What a node's border answers to an {@link ExtractionRequest}.
 *
 * @param request id of the request
 * @param node who answers
 * @param outcome whether it holds statistics
 * @param reason why it holds none, or what is missing in them; empty where nothing is
 * @param policy name of the policy that let it out
 * @param cells statistics, sorted by key
 * @param suppressed what the policy kept back
 */
public record ExtractionAnswer(
        String request,
        NodeId node,
        Outcome outcome,
        String reason,
        String policy,
        List<Statistic> cells,
        Suppressed suppressed) {
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
