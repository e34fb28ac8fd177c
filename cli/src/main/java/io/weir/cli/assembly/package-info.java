// SPDX-License-Identifier: Apache-2.0
/** Makes of a build what starts fast; run by the launcher after Maven. */
@NullMarked
package io.weir.cli.assembly;

import org.jspecify.annotations.NullMarked;
