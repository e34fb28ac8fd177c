// SPDX-License-Identifier: Apache-2.0
/** Tests of flow-tools' files. */
@NullMarked
package io.weir.formats.flowtools;

import org.jspecify.annotations.NullMarked;
