// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import java.nio.file.Path;

/**
 * A file of a dataset, known by what is in it and not by its name: a copied or renamed file is the
 * same.
 *
 * @param path where it was seen, absolute
 * @param size in bytes
 * @param modifiedNanos since 1970, as the file system tells it
 * @param sha256 of the whole content, 64 hexadecimal digits
 */
public record DatasetFile(Path path, long size, long modifiedNanos, String sha256) {}
