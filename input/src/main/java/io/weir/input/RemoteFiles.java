// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import java.io.IOException;
import java.util.List;

/**
 * Files of other systems, named by addresses such as {@code hdfs://host/logs}: a cluster's file
 * system, an object store. Found by {@link java.util.ServiceLoader}.
 */
public interface RemoteFiles {
  /** Whether this reads addresses of the scheme, in lower case and without {@code ://}. */
  boolean reads(String scheme);

  /**
   * The file that an address names, or all files below a directory but those whose names begin with
   * a dot or an underscore, or those that a pattern matches; in any order.
   *
   * @throws java.io.FileNotFoundException when there is nothing of that name
   */
  List<ListedFile> list(String address) throws IOException;
}
