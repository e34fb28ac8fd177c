// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

/**
 * An option of a format or engine: one word list for command line, files and environment.
 *
 * @param name kebab-case
 * @param defaultValue as a person would type it; empty when the option is absent by default
 * @param help one sentence, with the unit and the form of the value
 */
public record Option(String name, String defaultValue, String help) {}
