// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The directory of a tar file; apart, so that only archives load the library. */
final class TarMembers {
  private TarMembers() {}

  /** A file in the archive: its bytes are {@code [start, start + length)} of the archive. */
  record Member(String name, long start, long length) {}

  /** The members up to where the archive ends or is broken. */
  static List<Member> of(InputStream archive) throws IOException {
    List<Member> members = new ArrayList<>();
    Counting counting = new Counting(archive);
    try (TarArchiveInputStream tar = new TarArchiveInputStream(counting)) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        if (entry.isFile() && !entry.isSparse()) {
          members.add(new Member(entry.getName(), counting.position, entry.getSize()));
        }
        entry = tar.getNextEntry();
      }
    } catch (DamagedFileException e) {
      // What the archive holds before is read; the reader of its last member meets the damage.
      return members;
    } catch (IOException e) {
      if (members.isEmpty()) {
        throw new DamagedFileException("corrupt tar", e);
      }
    }
    return members;
  }

  private static final class Counting extends FilterInputStream {
    private long position;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      position += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      position += Math.max(0, count);
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = in.skip(count);
      position += skipped;
      return skipped;
    }
  }
}
