// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

/**
 * A column of a dataset's files that themselves say what type it has.
 *
 * @param table its name in questions
 * @param type as the files' engine calls it, such as {@code BIGINT}
 */
public record TypedColumn(String table, String name, String type) {}
