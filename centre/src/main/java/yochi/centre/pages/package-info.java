/**
 * The centre's HTTP interface and pages for people: what is new, what to do, what can be left alone, and the evidence.
 *
 * <p>In comes a {@link yochi.centre.pages.Board}, the read model that the centre's program fills from its rooms; out go
 * JSON under {@code /api} (contract: {@code openapi.yaml} beside this class), server-sent events and the console's
 * static files. Read only: nothing here changes the centre. Must never import another room of the centre, a store or
 * an analysis: the board is the only way in.
 */
package yochi.centre.pages;
