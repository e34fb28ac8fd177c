// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.goflow2;

import com.google.auto.service.AutoService;
import io.weir.model.Format;
import io.weir.model.FormatSpec;
import io.weir.model.Head;
import io.weir.model.InputFile;
import io.weir.model.MessageFormat;
import io.weir.model.MessageReader;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.tables.FiveTables;
import io.weir.wire.export.FlowRecord;
import java.io.IOException;
import java.util.List;

/** Flows as goflow2 writes them in protocol buffers: one behind another, or one a message. */
@AutoService({Format.class, MessageFormat.class})
public final class Goflow2ProtobufFormat implements Format, MessageFormat {
  private static final Recognition YES =
      new Recognition.Yes(List.of(FiveTables.FLOWS), "goflow2's flows in protocol buffers");
  private static final Recognition NO =
      new Recognition.No("it does not begin with a FlowMessage of goflow2");

  /** Made by the service loader. */
  public Goflow2ProtobufFormat() {}

  @Override
  public FormatSpec spec() {
    return new FormatSpec(
        "goflow2-protobuf",
        "Flows as goflow2 writes them in protocol buffers, versions 1 and 2.",
        List.of(FiveTables.FLOWS),
        List.of());
  }

  @Override
  public Recognition recognise(Head head, Options options) {
    byte[] bytes = head.bytes();
    return Framing.isMessage(bytes, 0, bytes.length) ? YES : NO;
  }

  @Override
  public Recognition recognise(byte[] value, int from, int length) {
    FlowMessage message = new FlowMessage(new FlowRecord());
    boolean isPlain = message.read(value, from, from + length).isEmpty() && message.isTyped();
    return isPlain || Framing.isMessage(value, from, from + length) ? YES : NO;
  }

  @Override
  public List<Split> plan(List<InputFile> files, Scan scan, int parallelism) {
    return files.stream().map(Split::whole).toList();
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    return new FlowMessageFile(split.file(), scan, rejects);
  }

  @Override
  public MessageReader messages(Scan scan, Rejects rejects) {
    return new FlowMessages(scan, rejects);
  }
}
