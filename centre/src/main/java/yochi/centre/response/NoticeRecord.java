package yochi.centre.response;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import yochi.core.model.Acknowledgement;
import yochi.core.model.Notice;

/**
 * One notice and its times, wall clock of the centre.
 *
 * @param issued when it was signed
 * @param approved when the second role had signed too; empty where its mitigations may not be armed (yet)
 * @param delivered when a member's request was first answered with it
 * @param acknowledged when a good acknowledgement had come
 * @param answers what the member said to each mitigation, newest
 */
public record NoticeRecord(
        Notice notice,
        Instant issued,
        Optional<Instant> approved,
        Optional<Instant> delivered,
        Optional<Instant> acknowledged,
        List<Acknowledgement.Answer> answers) {
    public NoticeRecord {
        answers = List.copyOf(answers);
    }
}
