/**
 * How bytes pass between two parties: TLS contexts, the peer's identity, limits on what is read, clients for HTTP.
 *
 * <p>In: keys and certificates of {@code link.identity}, bytes of a peer. Out: authenticated channels, checked bytes.
 * Generated message classes lie in {@code yochi.link.wire.proto}. Must never import a party's module; the state
 * machine of an exchange lives with its party.
 */
package yochi.link.wire;
