/**
 * Findings as pictures: each answers one question, says what was missing, and carries the statistics behind it.
 *
 * <p>Comes in: findings, and the cube where a course over days is drawn. Goes out: {@link yochi.centre.pages.Album}s in
 * both languages, drawn the same way by the console and by the page of {@code yochi analyse}. Must never import:
 * rooms of the centre other than pages, sockets, files.
 */
@NullMarked
package yochi.centre.picture;

import org.jspecify.annotations.NullMarked;
