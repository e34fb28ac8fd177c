// SPDX-License-Identifier: Apache-2.0
/**
 * Flow export protocols: NetFlow v5 and v9, IPFIX and sFlow, record by record, with template state.
 */
@NullMarked
package io.weir.wire.export;

import org.jspecify.annotations.NullMarked;
