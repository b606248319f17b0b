/**
 * Who a party is and how it proves it: keys, an own certificate authority, enrolment over EST, signed messages.
 *
 * <p>In: a directory that belongs to one party, one-time tokens, requests of a peer. Out: certificates, revocations,
 * {@link yochi.link.identity.Signed} messages and verdicts about them. Must never import {@code link.wire}, a
 * network server, or a party's module.
 */
package yochi.link.identity;
