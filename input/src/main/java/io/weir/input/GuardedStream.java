// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A decompressor whose complaints about the content become {@link DamagedFileException}: thrown
 * once, then the stream is at its end. Failures to read the stored bytes pass as they are.
 */
final class GuardedStream extends InputStream {
  /** Makes a decompressor over stored bytes. */
  interface Opener {
    InputStream open(InputStream stored) throws IOException;
  }

  private final Stored stored;
  private final String format;
  private final Opener opener;
  private @Nullable InputStream content;
  private boolean ended;

  GuardedStream(InputStream stored, String format, Opener opener) {
    this.stored = new Stored(stored);
    this.format = format;
    this.opener = opener;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (ended) {
      return -1;
    }
    try {
      if (content == null) {
        content = opener.open(stored);
      }
      int count = content.read(target, offset, length);
      ended = count < 0;
      return count;
    } catch (IOException | RuntimeException e) {
      ended = true;
      if (stored.failure != null) {
        throw stored.failure;
      }
      throw new DamagedFileException(reason(e), e);
    }
  }

  private String reason(Exception e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("memory")) {
      return format + " window too large";
    }
    return (stored.atEnd ? "truncated " : "corrupt ") + format;
  }

  @Override
  public void close() throws IOException {
    ended = true;
    if (content == null) {
      stored.close();
    } else {
      content.close();
    }
  }

  /** The stored bytes, watched: whether they ended or could not be read. */
  private static final class Stored extends FilterInputStream {
    private boolean atEnd;
    private @Nullable IOException failure;

    Stored(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        int count = in.read(target, offset, length);
        atEnd |= count < 0;
        return count;
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    /** None: then no library reads on before it has handed over what it decoded. */
    @Override
    public int available() {
      return 0;
    }
  }
}
