// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.model.InputFile;
import java.io.IOException;
import java.io.InputStream;

/**
 * A partition of a topic as rejects and rows name it.
 *
 * @param path {@code kafka://HOST:PORT/TOPIC/PARTITION}
 */
record TopicFile(String path) implements InputFile {
  private static final long serialVersionUID = 1L;

  static TopicFile of(Topic address, int partition) {
    return new TopicFile(address + "/" + partition);
  }

  @Override
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public long length() {
    return -1;
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public String compression() {
    return "plain";
  }

  @Override
  public InputStream open(long offset) throws IOException {
    throw new IOException("A topic is not a file: " + path);
  }
}
