// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import io.weir.input.Store;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.fs.Path;

/**
 * A file of one of Hadoop's file systems.
 *
 * @param address with its scheme
 * @param length bytes, when it was listed
 */
record HadoopStore(String address, long length, HadoopSettings settings) implements Store {
  @Override
  public boolean isRandomAccess() {
    return true;
  }

  @Override
  public InputStream open(long offset) throws IOException {
    if (offset >= length) {
      return InputStream.nullInputStream();
    }
    Path path = new Path(address);
    FileSystem system = path.getFileSystem(settings.configuration());
    CompletableFuture<FSDataInputStream> opening =
        system
            .openFile(path)
            .opt(
                OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY,
                OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY_SEQUENTIAL)
            .build();
    FSDataInputStream stream = opened(opening);
    try {
      stream.seek(offset);
      return stream;
    } catch (IOException e) {
      stream.close();
      throw e;
    }
  }

  private FSDataInputStream opened(CompletableFuture<FSDataInputStream> opening)
      throws IOException {
    try {
      return opening.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while opening " + address, e);
    }
  }
}
