// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.job.live.LiveSettings;
import io.weir.model.Format;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.engine.NativeTable;
import io.weir.spark.source.BatchReader;
import io.weir.spark.source.ReadAccount;
import io.weir.spark.source.ReadCounts;
import io.weir.spark.source.SourceInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * The records of one table in directories into which logs are written. A position tells how much of
 * each content was read; only whole lines are.
 */
final class FileSource implements GrowingSource {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A range of a file is read by several tasks when it is larger than this. */
  private static final long PART_BYTES = 32L << 20;

  private final NativeTable table;
  private final Scan scan;
  private final List<String> inputs;
  private final LiveSettings settings;
  private final Follower follower;
  private boolean isFrozen;

  FileSource(NativeTable table, Scan scan, List<String> inputs, LiveSettings settings) {
    this.table = table;
    this.scan = scan;
    this.inputs = inputs;
    this.settings = settings;
    this.follower =
        new Follower(
            table,
            inputs,
            settings.until() == LiveSettings.Until.END
                ? Follower.LastLine.WHOLE
                : Follower.LastLine.OPEN);
  }

  /** How much of each content was read. */
  record Contents(long nextId, List<Content> contents) {
    static final Contents NONE = new Contents(0, List.of());

    Contents {
      contents = List.copyOf(contents);
    }

    String json() {
      try {
        return JSON.writeValueAsString(this);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }

    static Contents parse(String json) {
      try {
        return JSON.readValue(json, Contents.class);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public String start() {
    return settings.start() == LiveSettings.Start.LATEST
        ? follower.look(Contents.NONE).allRead().json()
        : Contents.NONE.json();
  }

  @Override
  public void freeze() {
    isFrozen = true;
  }

  @Override
  public String next(String from) {
    Contents read = Contents.parse(from);
    Follower.Look look = isFrozen ? follower.lookOnce(read) : follower.look(read);
    Contents next = look.next(settings.bytesPerBatch());
    return isFurther(read, next) ? next.json() : from;
  }

  private static boolean isFurther(Contents before, Contents after) {
    Map<Long, Long> read = new HashMap<>();
    before.contents().forEach(c -> read.put(c.id(), c.consumed()));
    return after.contents().stream().anyMatch(c -> c.consumed() > read.getOrDefault(c.id(), 0L));
  }

  @Override
  public List<Part> plan(String from, String to) {
    Map<Long, Long> read = new HashMap<>();
    Contents.parse(from).contents().forEach(c -> read.put(c.id(), c.consumed()));
    List<Part> parts = new ArrayList<>();
    for (Content content : Contents.parse(to).contents()) {
      Long before = read.get(content.id());
      long start = before == null ? 0 : before;
      if (content.consumed() > start) {
        addParts(content, start, parts);
      }
    }
    return parts;
  }

  private void addParts(Content content, long start, List<Part> parts) {
    boolean isPlain = follower.isPlain(content);
    long end = content.consumed();
    long count = isPlain ? Math.max(1, (end - start) / PART_BYTES) : 1;
    ContentFile file =
        new ContentFile(content, inputs, end, isPlain, isPlain ? "plain" : "compressed");
    for (long i = 0; i < count; i++) {
      long partStart = start + (end - start) * i / count;
      long partEnd = start + (end - start) * (i + 1) / count;
      parts.add(
          new FilePart(
              table.format().spec().name(), scan, new Split(List.of(file), partStart, partEnd)));
    }
  }

  @Override
  public void close() {}

  private record FilePart(String format, Scan scan, Split split) implements Part {
    @Override
    public PartitionReader<ColumnarBatch> open(ReadAccount account) {
      Format reader = io.weir.job.Formats.named(format, allFormats());
      return new BatchReader(reader, scan, List.of(split), account, new ReadCounts());
    }

    private static List<Format> allFormats() {
      return io.weir.job.Formats.find(SourceInput.loader());
    }
  }
}
