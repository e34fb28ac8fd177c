// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.auto.service.AutoService;
import io.weir.formats.lines.Bytes;
import io.weir.formats.lines.LineMessages;
import io.weir.formats.lines.LineReader;
import io.weir.model.Format;
import io.weir.model.FormatSpec;
import io.weir.model.MessageFormat;
import io.weir.model.MessageReader;
import io.weir.model.Recognition;
import io.weir.model.Rejects;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableReader;
import io.weir.model.TableSchema;
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Flows as IPFIXcol and IPFIXcol2 write them in JSON, and what they tell of DNS and HTTP. */
@AutoService({Format.class, MessageFormat.class})
public final class IpfixcolJsonFormat extends FlowJsonFormat {
  /** Made by the service loader. */
  public IpfixcolJsonFormat() {
    super(IpfixcolDialect.DIALECT);
  }

  @Override
  public FormatSpec spec() {
    FormatSpec flows = super.spec();
    List<TableSchema> tables = List.of(FiveTables.FLOWS, FiveTables.DNS, FiveTables.HTTP);
    return new FormatSpec(flows.name(), flows.summary(), tables, List.of());
  }

  /** {@code dns} and {@code http} are there when one of the records seen has such an element. */
  @Override
  public Recognition recognise(byte[] value, int from, int length) {
    Recognition flows = super.recognise(value, from, length);
    if (!(flows instanceof Recognition.Yes yes)) {
      return flows;
    }
    Set<Element> elements = elements(value, from, from + length);
    List<TableSchema> tables = new ArrayList<>(yes.tables());
    if (elements.stream().anyMatch(Element::isOfDns)) {
      tables.add(FiveTables.DNS);
    }
    if (elements.stream().anyMatch(element -> !element.isOfDns())) {
      tables.add(FiveTables.HTTP);
    }
    return new Recognition.Yes(tables, yes.why());
  }

  private static Set<Element> elements(byte[] value, int from, int end) {
    Set<Element> elements = EnumSet.noneOf(Element.class);
    FlatObject<Void> object = new FlatObject<>();
    int stop;
    for (int start = from; start < end; start = stop + 1) {
      stop = Bytes.indexWithin(value, start, end, (byte) '\n');
      object.open(value, start, stop);
      while (object.next()) {
        int size = object.keyTo() - object.keyFrom();
        Element element = Element.of(new String(value, object.keyFrom(), size, UTF_8));
        if (element != null) {
          elements.add(element);
        }
      }
    }
    return elements;
  }

  private static boolean isOfFlows(Scan scan) {
    return scan.tables().size() == 1
        && scan.tables().get(0).table().name().equals(FiveTables.FLOWS.name());
  }

  @Override
  public TableReader open(Split split, Scan scan, Rejects rejects) throws IOException {
    return isOfFlows(scan)
        ? super.open(split, scan, rejects)
        : new LineReader(split, new IpfixcolLines(scan, split.file().path()), rejects);
  }

  @Override
  public MessageReader messages(Scan scan, Rejects rejects) {
    return isOfFlows(scan)
        ? super.messages(scan, rejects)
        : new LineMessages(path -> new IpfixcolLines(scan, path), rejects);
  }
}
