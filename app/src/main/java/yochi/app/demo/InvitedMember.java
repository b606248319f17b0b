package yochi.app.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import yochi.centre.line.Invitation;
import yochi.core.model.Prefix;
import yochi.link.identity.VerifyingKey;
import yochi.member.line.MemberSettings;
import yochi.member.mitigation.LogBackEnd;

/** A member as a centre on this machine invites it: pins the centre's and the approver's keys; listens on any port. */
public final class InvitedMember {
    private InvitedMember() {}

    /**
     * Its settings.
     *
     * @param folder its own
     */
    public static MemberSettings settings(
            String name, Path folder, Invitation invitation, VerifyingKey approver, List<Prefix> prefixes) {
        return new MemberSettings(
                name,
                folder,
                new MemberSettings.CentreContact(
                        invitation.centre().name(),
                        invitation.partyListener(),
                        invitation.openListener(),
                        invitation.root(),
                        invitation.token(),
                        List.of(
                                new MemberSettings.PinnedKey("centre", invitation.signingKey()),
                                new MemberSettings.PinnedKey("approver", approver.toString()))),
                prefixes,
                List.of(),
                new MemberSettings.Listen("127.0.0.1", 0),
                Duration.ofHours(1),
                8,
                0.2,
                true,
                24,
                true,
                MemberSettings.Disarm.REVOKED,
                LogBackEnd.Bound.usual(),
                true);
    }
}
