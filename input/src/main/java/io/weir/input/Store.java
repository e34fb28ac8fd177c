// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;

/** Where the stored bytes of a file are. Thread-safe; streams are not. */
public interface Store extends Serializable {
  /** Bytes stored; -1 when not known before they are read. */
  long length();

  /** True when a stream may begin anywhere at no cost and the length is known. */
  boolean isRandomAccess();

  /** Opens the stored bytes at an offset; beyond the end the stream is empty. */
  InputStream open(long offset) throws IOException;
}
