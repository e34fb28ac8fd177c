// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.input.DamagedFileException;
import io.weir.input.ListedFile;
import io.weir.input.Listing;
import io.weir.input.LocalFile;
import io.weir.model.Head;
import io.weir.model.Recognition;
import io.weir.model.WeirException;
import io.weir.model.engine.NativeTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows the logs of one table through directories: which contents there are, in which file each
 * is at the moment, and how far it is written. Used by one thread at a time.
 */
final class Follower {
  /** How much of a file tells its format. */
  private static final int LOOK = 1 << 16;

  /** A compressed file that ends too early may still be written, unless it is older than this. */
  private static final long SETTLED_MILLIS = 10_000;

  private final NativeTable table;
  private final List<String> inputs;
  private final LastLine lastLine;
  private final Map<String, Seen> seen = new HashMap<>();
  private final Map<Long, Seen> places = new HashMap<>();
  private FileSource.@Nullable Contents known;
  private @Nullable Look frozen;

  Follower(NativeTable table, List<String> inputs, LastLine lastLine) {
    this.table = table;
    this.inputs = inputs;
    this.lastLine = lastLine;
  }

  /** What a last line is that no newline ends. */
  enum LastLine {
    /** Not written yet. */
    OPEN,
    /** A record. */
    WHOLE
  }

  /**
   * A file as it was when it was last looked into.
   *
   * @param content the content it holds; negative when it is none of this table's
   * @param end where the last whole line ends
   */
  private record Seen(
      String path, String key, long size, long modified, boolean isPlain, long content, long end) {
    boolean isSame(BasicFileAttributes now) {
      return size == now.size()
          && modified == now.lastModifiedTime().toMillis()
          && key.equals(Follower.key(now));
    }
  }

  /** What there is: each content, as far as it was read, and how far it is written. */
  record Look(FileSource.Contents contents, Map<Long, Seen> places) {
    /** The contents read as far as they are written. */
    FileSource.Contents allRead() {
      return new FileSource.Contents(
          contents.nextId(), contents.contents().stream().map(c -> c.readUpTo(end(c))).toList());
    }

    private long end(Content content) {
      Seen place = places.get(content.id());
      return place == null ? content.consumed() : Math.max(content.consumed(), place.end());
    }

    /**
     * The contents read further by about so many bytes, oldest file first.
     *
     * @param limit 0 for no limit
     */
    FileSource.Contents next(long limit) {
      Map<Long, Content> next = new LinkedHashMap<>();
      contents.contents().forEach(c -> next.put(c.id(), c));
      long left = limit == 0 ? Long.MAX_VALUE : limit;
      for (Content content : byAge()) {
        long end = end(content);
        if (left > 0 && end > content.consumed()) {
          long to = limitedEnd(content, end, left);
          left -= to - content.consumed();
          next.put(content.id(), content.readUpTo(to));
        }
      }
      return new FileSource.Contents(contents.nextId(), new ArrayList<>(next.values()));
    }

    private List<Content> byAge() {
      return contents.contents().stream()
          .filter(c -> places.containsKey(c.id()))
          .sorted(
              Comparator.comparingLong((Content c) -> place(c).modified())
                  .thenComparing(c -> place(c).path()))
          .toList();
    }

    private Seen place(Content content) {
      return java.util.Objects.requireNonNull(places.get(content.id()));
    }

    private long limitedEnd(Content content, long end, long left) {
      Seen place = place(content);
      if (end - content.consumed() <= left || !place.isPlain()) {
        return end;
      }
      try {
        return Lines.endAtOrAfter(Path.of(place.path()), content.consumed() + left, end);
      } catch (IOException renamed) {
        return content.consumed();
      }
    }
  }

  /** Looks again at all files. */
  Look look(FileSource.Contents read) {
    Map<Long, Content> contents = new LinkedHashMap<>();
    read.contents().forEach(c -> contents.put(c.id(), c));
    FileSource.Contents before = known;
    if (before != null) {
      // What was found after the position was written down.
      before.contents().forEach(c -> contents.merge(c.id(), c, (a, b) -> b.readUpTo(a.consumed())));
    }
    Finding finding =
        new Finding(
            new ContentIndex(contents.values()),
            Math.max(read.nextId(), before == null ? 0 : before.nextId()));
    for (ListedFile file : listed()) {
      finding.take(file.path());
    }
    FileSource.Contents now = new FileSource.Contents(finding.nextId, finding.contents.all());
    known = now;
    return new Look(now, Map.copyOf(places));
  }

  /** What was there when this was first asked, with what was read since. */
  Look lookOnce(FileSource.Contents read) {
    Look first = frozen;
    if (first == null) {
      first = look(read);
      frozen = first;
      return first;
    }
    Map<Long, Content> contents = new LinkedHashMap<>();
    first.contents().contents().forEach(c -> contents.put(c.id(), c));
    read.contents().forEach(c -> contents.put(c.id(), c));
    return new Look(
        new FileSource.Contents(first.contents().nextId(), new ArrayList<>(contents.values())),
        first.places());
  }

  /** Whether a content is in a file from whose middle one can read. */
  boolean isPlain(Content content) {
    Seen place = places.get(content.id());
    return place == null || place.isPlain();
  }

  private List<ListedFile> listed() {
    try {
      return Listing.of(inputs, InputStream.nullInputStream()).stream()
          .flatMap(input -> input.files().stream())
          .toList();
    } catch (WeirException nothingThere) {
      // A directory may be empty while its logs are moved.
      return List.of();
    }
  }

  private static String key(BasicFileAttributes attributes) {
    return String.valueOf(attributes.fileKey());
  }

  /** One walk over all files. */
  private final class Finding {
    private final ContentIndex contents;
    private final Map<Long, Seen> now = new HashMap<>();
    private long nextId;

    Finding(ContentIndex contents, long nextId) {
      this.contents = contents;
      this.nextId = nextId;
    }

    void take(String path) {
      try {
        BasicFileAttributes attributes =
            Files.readAttributes(Path.of(path), BasicFileAttributes.class);
        Seen before = seen.get(path);
        Seen file =
            before != null && before.isSame(attributes) && before.content() != UNSETTLED
                ? before
                : examine(path, attributes);
        seen.put(path, file);
        Seen other = now.get(file.content());
        // While a log is compressed it is there twice.
        if (file.content() >= 0 && (other == null || (file.isPlain() && !other.isPlain()))) {
          now.put(file.content(), file);
          places.put(file.content(), file);
        }
      } catch (IOException moved) {
        seen.remove(path);
      } catch (UncheckedIOException moved) {
        seen.remove(path);
      }
    }

    private Seen examine(String path, BasicFileAttributes attributes) throws IOException {
      LocalFile file = LocalFile.of(Path.of(path));
      Head head = head(file);
      boolean isPlain = file.isSplittable();
      String key = key(attributes);
      long modified = attributes.lastModifiedTime().toMillis();
      Optional<Content> content = content(path, key, head);
      if (content.isEmpty()) {
        return new Seen(path, key, attributes.size(), modified, isPlain, NOT_OURS, 0);
      }
      long id = content.get().id();
      long end =
          isPlain
              ? Lines.end(Path.of(path), content.get().consumed(), attributes.size(), lastLine)
              : lengthOfContent(file, modified);
      return end < 0
          ? new Seen(path, key, attributes.size(), modified, false, UNSETTLED, 0)
          : new Seen(path, key, attributes.size(), modified, isPlain, id, end);
    }

    private Optional<Content> content(String path, String key, Head head) {
      byte[] bytes = head.bytes();
      if (bytes.length == 0) {
        return Optional.empty();
      }
      Optional<Content> same = contents.find(bytes, key);
      if (same.isPresent()) {
        Content content = same.get().in(bytes, key, path);
        contents.put(content);
        return Optional.of(content);
      }
      if (!isOurs(head)) {
        return Optional.empty();
      }
      Content content = Content.begin(nextId++, bytes, key, path);
      contents.put(content);
      return Optional.of(content);
    }

    private boolean isOurs(Head head) {
      return table.format().recognise(head, table.options()) instanceof Recognition.Yes yes
          && yes.tables().stream().anyMatch(t -> t.name().equalsIgnoreCase(table.schema().name()));
    }
  }

  private static final long NOT_OURS = -1;
  private static final long UNSETTLED = -2;

  private static Head head(LocalFile file) throws IOException {
    byte[] bytes = new byte[LOOK];
    int filled = 0;
    boolean isComplete = false;
    try (InputStream in = file.open(0)) {
      while (filled < LOOK && !isComplete) {
        int count = in.read(bytes, filled, LOOK - filled);
        isComplete = count < 0;
        filled += Math.max(0, count);
      }
    } catch (DamagedFileException cut) {
      isComplete = false;
    }
    return new Head(file, java.util.Arrays.copyOf(bytes, filled), isComplete);
  }

  /** The bytes of a compressed content; negative when it does not seem to be whole yet. */
  private static long lengthOfContent(LocalFile file, long modified) throws IOException {
    byte[] buffer = new byte[LOOK];
    long length = 0;
    try (InputStream in = file.open(0)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        length += count;
      }
      return length;
    } catch (DamagedFileException damaged) {
      // One byte more, so that the reader meets the damage and counts it.
      return isSettled(modified) ? length + 1 : -1;
    }
  }

  /** Whether a file that ends too early will not be written any more. */
  static boolean isSettled(long modified) {
    return System.currentTimeMillis() - modified > SETTLED_MILLIS;
  }
}
