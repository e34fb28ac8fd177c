// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

/**
 * A dataset with the files it has now.
 *
 * @param version 1 for the first files; other files, another version; the same content, the same
 *     version
 */
public record Registration(Dataset dataset, int version) {}
