package yochi.node.line;

import java.util.Map;
import java.util.Optional;

/**
 * All that a node tells the fleet about itself at one moment.
 *
 * @param identifying attributes that identify it
 * @param others further attributes
 * @param healthy whether all its parts work
 * @param words its state in words
 * @param lastError what went wrong last, or empty
 * @param offered what became of the configuration offered last
 * @param effective the configuration that runs, file name to text, with our proof beside it
 */
record NodeStatus(
        Map<String, String> identifying,
        Map<String, String> others,
        boolean healthy,
        String words,
        String lastError,
        Optional<Offered> offered,
        Map<String, String> effective) {
    NodeStatus {
        identifying = Map.copyOf(identifying);
        others = Map.copyOf(others);
        effective = Map.copyOf(effective);
    }

    /** What became of an offer. */
    record Offered(String digest, Outcome outcome, String error) {}

    /** How far it came. */
    enum Outcome {
        APPLYING,
        APPLIED,
        FAILED
    }

    /** Which parts a message shall carry. */
    record Parts(boolean description, boolean health, boolean configuration, boolean leaving) {
        static final Parts ALL = new Parts(true, true, true, false);
        static final Parts HEALTH = new Parts(false, true, false, false);
        static final Parts CONFIGURATION = new Parts(false, false, true, false);
        static final Parts LEAVING = new Parts(false, true, false, true);

        /** Both together. */
        Parts and(Parts other) {
            return new Parts(
                    description || other.description,
                    health || other.health,
                    configuration || other.configuration,
                    leaving || other.leaving);
        }
    }
}
