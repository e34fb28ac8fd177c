// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import io.weir.model.Head;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The members of archives, each a file of its own with the path {@code ARCHIVE!/MEMBER}.
 *
 * <p>Zip files, and tar files plain or compressed. A compressed tar file is decompressed once, into
 * a temporary file.
 */
final class Archives {
  private static final int TAR_MAGIC_AT = 257;

  private Archives() {}

  /** The members; empty when the file is no archive. Members with hidden names are left out. */
  static Optional<List<LocalFile>> members(LocalFile file, Head head) throws IOException {
    if (head.startsWith("PK\003\004") && file.store() instanceof DiskStore disk) {
      return Optional.of(zip(file, disk));
    }
    if (isTar(head.bytes())) {
      return Optional.of(tar(file));
    }
    return Optional.empty();
  }

  private static boolean isTar(byte[] bytes) {
    byte[] magic = {'u', 's', 't', 'a', 'r'};
    int end = TAR_MAGIC_AT + magic.length;
    return bytes.length >= end
        && java.util.Arrays.equals(bytes, TAR_MAGIC_AT, end, magic, 0, magic.length);
  }

  private static List<LocalFile> zip(LocalFile file, DiskStore disk) throws IOException {
    List<LocalFile> members = new ArrayList<>();
    try (ZipFile zip = ZipStore.directory(disk.path())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!entry.isDirectory() && isVisible(entry.getName())) {
          Store store = new ZipStore(disk, entry.getName(), entry.getSize());
          members.add(LocalFile.of(file.path() + "!/" + entry.getName(), store));
        }
      }
    }
    return members;
  }

  private static List<LocalFile> tar(LocalFile file) throws IOException {
    Store content = file.isSplittable() ? file.store() : new Spool(() -> file.open(0));
    List<LocalFile> members = new ArrayList<>();
    try (InputStream in = content.open(0)) {
      for (TarMembers.Member member : TarMembers.of(in)) {
        if (isVisible(member.name())) {
          Store store = new RangeStore(content, member.start(), member.length());
          members.add(LocalFile.of(file.path() + "!/" + member.name(), store));
        }
      }
    }
    return members;
  }

  private static boolean isVisible(String path) {
    for (String name : path.split("/", -1)) {
      if (!name.equals(".") && !name.isEmpty() && !DirectoryTree.isVisible(name)) {
        return false;
      }
    }
    return true;
  }
}
