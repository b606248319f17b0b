/**
 * The nodes as the centre knows them: who they are, which policy each should run and which it truthfully runs.
 *
 * <p>Comes in: OpAMP messages of authenticated nodes, policies from people, enrolment tokens. Goes out: remote
 * configuration, the registry, the time from push to effective. Must never import another room but
 * {@code centre.store}; OpAMP's own classes stay inside {@link yochi.centre.fleet.OpampTranslator}.
 */
@NullMarked
package yochi.centre.fleet;

import org.jspecify.annotations.NullMarked;
