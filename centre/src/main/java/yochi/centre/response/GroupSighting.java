package yochi.centre.response;

import java.time.Instant;

/**
 * One sector of a group in which something was seen; the member is not named.
 *
 * @param group name of the group
 * @param what a vector, such as {@code http/get}, or an attack type
 * @param sector in which
 * @param alerts how many alerts told of it
 * @param first alert raised
 * @param last alert raised
 */
public record GroupSighting(String group, String what, String sector, long alerts, Instant first, Instant last) {}
