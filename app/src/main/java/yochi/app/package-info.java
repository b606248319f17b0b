/**
 * The program {@code yochi}: one class per command, which reads its arguments and settings and calls constructors.
 *
 * <p>Comes in: the command line, settings files, the process's clocks and streams ({@link yochi.app.Surroundings}).
 * Goes out: text for people, one JSON document per command, exit codes. Must never hold logic of a party: what a
 * command does lives in the modules that it calls, and nothing imports this package.
 */
@NullMarked
package yochi.app;

import org.jspecify.annotations.NullMarked;
