// SPDX-License-Identifier: Apache-2.0
/** What exporters of flows send: captured, in files, and as rows of {@code flows}. */
@NullMarked
package io.weir.formats.export;

import org.jspecify.annotations.NullMarked;
