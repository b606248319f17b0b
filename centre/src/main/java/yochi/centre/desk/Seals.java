package yochi.centre.desk;

import yochi.centre.response.Approver;
import yochi.link.identity.PartyName;
import yochi.link.identity.Signer;
import yochi.link.identity.VerifyingKey;

/**
 * Who signs what leaves the desk.
 *
 * @param self the centre's name
 * @param signer its signing key
 * @param approverKey public key of the second role
 * @param approver asked for the second signature
 */
public record Seals(PartyName self, Signer signer, VerifyingKey approverKey, Approver approver) {}
