package yochi.member.inbox;

import java.time.Instant;
import yochi.core.model.Acknowledgement;
import yochi.core.model.Notice;

/**
 * One message that was acted on, and what was answered.
 *
 * @param message id of the signed message
 * @param expires from when on it is forgotten, since the reader refuses it for its age
 * @param approved whether its mitigations could be armed
 * @param notice what it said
 * @param answer what was answered
 */
public record Kept(String message, Instant expires, boolean approved, Notice notice, Acknowledgement answer) {}
