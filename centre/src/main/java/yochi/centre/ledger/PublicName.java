package yochi.centre.ledger;

import java.util.regex.Pattern;
import yochi.core.model.AttackType;
import yochi.core.model.Prediction;
import yochi.core.model.Region;

/**
 * What the public may read of whom a statement speaks of: countries, sectors and regions of sensors by their name, a
 * victim by its class only. What is not known to be harmless is taken for a victim.
 */
public final class PublicName {
    /** A victim that is one AS. */
    public static final String NETWORK = "network";
    /** A victim that is a prefix or an address. */
    public static final String PREFIX = "prefix";
    /** Any other victim. */
    public static final String SITE = "site";

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern SECTOR = Pattern.compile("sector:[a-z][a-z-]{0,40}");
    private static final Pattern SYSTEM = Pattern.compile("AS[0-9]{1,10}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}(/.*)?|.*:.*:.*");

    private PublicName() {}

    /** The question as the public may read it. */
    public static Prediction.Question of(Prediction.Question question) {
        return new Prediction.Question(
                new Region(of(question.region(), question.attackType())),
                question.attackType(),
                question.service(),
                question.metric(),
                question.from(),
                question.to());
    }

    static String of(Region region, AttackType type) {
        String name = region.name();
        if (COUNTRY.matcher(name).matches() || SECTOR.matcher(name).matches()) {
            return name;
        }
        if (SYSTEM.matcher(name).matches()) {
            return NETWORK;
        }
        if (ADDRESS.matcher(name).matches()) {
            return PREFIX;
        }
        return type == AttackType.ATTACK_ORDER ? SITE : name;
    }
}
