/**
 * The register of sites that the nation must defend: who they are, where they are reached, and how ready they are.
 *
 * <p>Comes in: one YAML file, or the same text over the interface; the members with their networks. Goes out: the site
 * of an address, a prefix, a network or a listed name; coverage and readiness. Must never import another room but
 * {@code decision}.
 */
@NullMarked
package yochi.centre.site;

import org.jspecify.annotations.NullMarked;
