// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import io.weir.model.InputFile;
import java.io.Serializable;

/** A record that could not be decoded, on its way from a task to the driver. */
@SuppressWarnings("ArrayRecordComponent")
record RejectedRecord(InputFile file, long offset, String reason, byte[] bytes)
    implements Serializable {}
