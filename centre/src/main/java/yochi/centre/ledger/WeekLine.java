package yochi.centre.ledger;

import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * One method beside one rival in one week.
 *
 * @param week its Monday (UTC); a statement belongs to the week in which its span begins
 * @param ours our mean loss
 * @param rivals the rival's
 * @param skill 1 - ours / rivals; empty where the rival made no error or the group's independent outcomes are too few
 * @param n statements
 */
public record WeekLine(
        Group group,
        String measure,
        String rival,
        LocalDate week,
        double ours,
        double rivals,
        OptionalDouble skill,
        long n) {}
