package yochi.centre.response;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import yochi.core.model.Acknowledgement;
import yochi.core.model.Notice;

/**
 * One notice and its times, wall clock of the centre.
 *
 * @param matter what it is about
 * @param group for whose sake the member is told; empty where its own networks are concerned
 * @param state where it stands
 * @param issued when it was signed
 * @param expires from when on nobody may act on it
 * @param fingerprint of the newest signed message, to be checked by telephone
 * @param approved when the second role had signed too; empty where its mitigations may not be armed (yet)
 * @param delivered when the first of its channels had delivered it
 * @param acknowledged when a good acknowledgement had come
 * @param by how it was acknowledged: {@code inbox}, or by telephone with whom
 * @param desk when nobody had answered in time and the desk was told
 * @param answers what the member said to each mitigation, newest
 * @param machines how many machines it names; the notice itself forgets them in time
 * @param deliveries by contact and try, the first contact first
 */
public record NoticeRecord(
        Notice notice,
        Group.Matter matter,
        String group,
        State state,
        Instant issued,
        Instant expires,
        String fingerprint,
        Optional<Instant> approved,
        Optional<Instant> delivered,
        Optional<Instant> acknowledged,
        String by,
        Optional<Instant> desk,
        List<Acknowledgement.Answer> answers,
        int machines,
        List<DeliveryRecord> deliveries) {
    public NoticeRecord {
        answers = List.copyOf(answers);
        deliveries = List.copyOf(deliveries);
    }

    /** Where a notice stands. */
    public enum State {
        /** Its contacts have not answered yet. */
        OPEN,
        /** No contact answered in time: a person at the desk is to telephone. */
        DESK,
        /** Answered. */
        ACKNOWLEDGED,
        /** Never answered. */
        EXPIRED,
        /** Its alert ended before it was answered. */
        WITHDRAWN,
        /** A newer notice of the same thread took its place before it was answered. */
        SUPERSEDED
    }
}
