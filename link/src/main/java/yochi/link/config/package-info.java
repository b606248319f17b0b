/**
 * Settings: one YAML file becomes one record, or a list of everything that is wrong with it.
 *
 * <p>In: a file and the class of a record whose components are its keys. Out: the record, or one
 * {@link yochi.core.model.YochiException} naming every problem with path and line. Must never import another package
 * of link or a party's module; the records live beside the components that they set.
 */
package yochi.link.config;
