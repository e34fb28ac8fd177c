// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A member of a zip file. */
final class ZipStore implements Store {
  private static final long serialVersionUID = 1L;

  private final DiskStore zip;
  private final String member;
  private final long length;

  ZipStore(DiskStore zip, String member, long length) {
    this.zip = zip;
    this.member = member;
    this.length = length;
  }

  /** Opens the directory of a zip file; names that are not UTF-8 are taken as Latin-1. */
  static ZipFile directory(Path zip) throws IOException {
    return new ZipFile(zip.toFile(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public boolean isRandomAccess() {
    return false;
  }

  @Override
  public InputStream open(long offset) throws IOException {
    ZipFile file = directory(zip.path());
    try {
      InputStream content =
          new GuardedStream(InputStream.nullInputStream(), "zip", none -> member(file));
      content.skipNBytes(offset);
      return new FilterInputStream(content) {
        @Override
        public void close() throws IOException {
          file.close();
        }
      };
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private InputStream member(ZipFile file) throws IOException {
    ZipEntry entry = file.getEntry(member);
    InputStream content = entry == null ? null : file.getInputStream(entry);
    if (content == null) {
      throw new IOException("The zip file has changed.");
    }
    return content;
  }
}
