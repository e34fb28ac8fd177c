// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.InputStream;

/** The process's standard input, without the small buffer of {@link System#in}. */
final class StandardInput {
  private StandardInput() {}

  static InputStream open() {
    return new FileInputStream(FileDescriptor.in);
  }
}
