package yochi.centre.ledger;

/**
 * What came of the units that were told as the likeliest of a span: the same length for all tellers.
 *
 * @param length units on each list; of lists of sources, which are as long as home's own, the mean
 * @param who {@link AlarmLine#OURS}, or the rival whose order was followed
 * @param hits units on the lists to which it came
 * @param of units to which it came, listed or not
 * @param lists spans with more units than the list is long, the only ones in which choosing is an art
 */
public record ListLine(Group group, int length, String who, long hits, long of, long lists) {}
