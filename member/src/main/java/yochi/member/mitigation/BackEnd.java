package yochi.member.mitigation;

import java.util.List;
import yochi.core.model.Mitigation;

/** What carries rules out. Accepted is not yet done: only {@link #readBack} says what is in force. */
public interface BackEnd {
    /** Its name in settings and logs. */
    String name();

    /** Puts the rule in force; the same id replaces. */
    void activate(Mitigation rule);

    /** Takes the rule out of force; an unknown id is no fault. */
    void withdraw(String id);

    /** The rules really in force, as the back-end itself says. */
    List<Mitigation> readBack();
}
