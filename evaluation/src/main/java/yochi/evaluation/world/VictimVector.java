package yochi.evaluation.world;

import java.util.Locale;

/**
 * A way of flooding a victim.
 *
 * @param share of crews' menus
 * @param answerBytes that one request to a reflector sends to the victim; 0 where there is none
 * @param packetBytes mean size of a packet at the victim
 */
public record VictimVector(String name, Kind kind, double share, double answerBytes, double packetBytes) {
    /** Where it shows before it is felt: at reflectors, as backscatter, or in orders alone. */
    public enum Kind {
        REFLECTED,
        SPOOFED,
        BOTNET;

        static Kind parse(String word) {
            for (Kind kind : values()) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("kinds are reflected, spoofed, botnet, not " + word);
        }
    }
}
