// SPDX-License-Identifier: Apache-2.0
/**
 * Finds and opens what people name as input: files, directories, globs, archives and standard
 * input, decompressed by content.
 */
@NullMarked
package io.weir.input;

import org.jspecify.annotations.NullMarked;
