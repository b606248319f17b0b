/**
 * Couriers of notices to contacts who do not fetch them: webhooks over HTTPS, and mail.
 *
 * <p>Comes in: a signed notice and a contact's address. Goes out: the same to that address, and what became of it. Must
 * never import another room but {@code response}.
 */
@NullMarked
package yochi.centre.courier;

import org.jspecify.annotations.NullMarked;
