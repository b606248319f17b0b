package yochi.centre.situation;

import java.util.function.UnaryOperator;
import yochi.centre.decision.DecisionTable;
import yochi.centre.decision.LiveFile;
import yochi.centre.site.SiteRegister;

/**
 * What the room's recommendations rest on.
 *
 * @param table of decisions, as it is now
 * @param sites that are protected, as they are now
 * @param japanese says a sentence of another room in Japanese
 */
public record Counsel(
        LiveFile<DecisionTable> table, LiveFile<SiteRegister> sites, UnaryOperator<String> japanese) {
    /** The built-in table, no site, and no other room's sentences in Japanese. */
    static Counsel builtIn() {
        return new Counsel(
                LiveFile.unfiled(DecisionTable.builtIn(), DecisionTable.class),
                LiveFile.unfiled(SiteRegister.EMPTY, SiteRegister.class),
                UnaryOperator.identity());
    }
}
