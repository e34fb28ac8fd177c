// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** This machine's files under a scheme of their own, as if Hadoop read them from elsewhere. */
public final class ElsewhereFileSystem extends RawLocalFileSystem {
  @Override
  public URI getUri() {
    return URI.create("elsewhere:///");
  }

  @Override
  public String getScheme() {
    return "elsewhere";
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    File file = pathToFile(path);
    if (!file.exists()) {
      throw new FileNotFoundException(path.toString());
    }
    return new FileStatus(
        file.length(), file.isDirectory(), 1, 1, file.lastModified(), makeQualified(path));
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    String[] names = pathToFile(path).list();
    for (String name : names == null ? new String[0] : names) {
      found.add(getFileStatus(new Path(path, new Path(null, null, name))));
    }
    return found.toArray(FileStatus[]::new);
  }
}
