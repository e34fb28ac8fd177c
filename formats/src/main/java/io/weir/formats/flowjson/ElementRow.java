// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.lines.Decimals;
import io.weir.formats.lines.JsonLead;
import io.weir.formats.lines.JsonPlaces;
import io.weir.formats.lines.JsonPlaces.Place;
import io.weir.formats.zeek.JsonString;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one record tells of DNS and HTTP, and the flow it is. Not thread-safe. */
final class ElementRow {
  private static final int RESPONSE = 0x8000;
  private static final int DNS_PORT = 53;

  private final FlatObject<Optional<Element>> object = new FlatObject<>();
  private final JsonPlaces<Optional<Element>> places = new JsonPlaces<>();
  private final Map<Element, String> texts = new EnumMap<>(Element.class);
  private final Map<Element, Long> numbers = new EnumMap<>(Element.class);
  private final KeptFlow flow;
  private byte[] scratch = new byte[256];

  ElementRow(KeptFlow flow) {
    this.flow = flow;
  }

  KeptFlow flow() {
    return flow;
  }

  /** Reads the object {@code bytes[from .. end)}; empty, or why it is rejected. */
  String read(byte[] bytes, int from, int end) {
    texts.clear();
    numbers.clear();
    object.open(bytes, from, end);
    Place<Optional<Element>> place = places.start();
    while (true) {
      place = object.pass(place);
      if (!object.next(place)) {
        break;
      }
      Place<Optional<Element>> expected = object.expected();
      place = expected == null ? found(bytes, place) : expected;
      Optional<Element> element = place.target();
      boolean isTold = !object.isNull();
      if (isTold && element != null && element.isPresent() && !take(element.get(), bytes)) {
        return "bad number";
      }
    }
    return object.isBad() ? "bad JSON" : "";
  }

  private Place<Optional<Element>> found(byte[] bytes, Place<Optional<Element>> before) {
    JsonLead lead = object.lead();
    Place<Optional<Element>> known = places.find(before, lead);
    if (known != null) {
      return known;
    }
    int size = object.keyTo() - object.keyFrom();
    Optional<Element> element =
        Optional.ofNullable(Element.of(new String(bytes, object.keyFrom(), size, UTF_8)));
    return places.add(before, lead, element, element.isEmpty());
  }

  /** Of several members that tell the same the first counts, as of an array's values. */
  private boolean take(Element element, byte[] bytes) {
    int from = object.valueFrom();
    int to = object.valueTo();
    if (!object.isString() && bytes[from] == '[') {
      from = Texts.firstFrom(bytes, from, to);
      to = Texts.firstTo(bytes, from, to);
    }
    if (!element.isNumber()) {
      String text = text(bytes, from, to);
      if (!text.isEmpty()) {
        texts.putIfAbsent(element, text);
      }
      return true;
    }
    long value = from == to ? 0 : Decimals.number(bytes, from, to);
    numbers.putIfAbsent(element, value);
    return value >= 0 && value <= (element == Element.DNS_DATA_TTL ? 0xffff_ffffL : 0xffff);
  }

  /** A text without the zeros that exporters fill fields of a fixed length with. */
  private String text(byte[] bytes, int from, int to) {
    if (scratch.length < to - from) {
      scratch = new byte[2 * (to - from)];
    }
    int end = JsonString.decode(bytes, from, to, scratch, 0);
    int length = 0;
    while (length < end && scratch[length] != 0) {
      length++;
    }
    return new String(Arrays.copyOf(scratch, length), UTF_8);
  }

  @Nullable String text(Element element) {
    return texts.get(element);
  }

  @Nullable Long number(Element element) {
    return numbers.get(element);
  }

  /** A number that is not told where it is zero. */
  @Nullable Long some(Element element) {
    Long value = numbers.get(element);
    return value == null || value == 0 ? null : value;
  }

  /** Whether something of DNS or HTTP is told; flows of other kinds have zeros there. */
  boolean isTold() {
    return tellsDns() || isOfHttp();
  }

  private boolean tellsDns() {
    return texts.containsKey(Element.DNS_NAME)
        || some(Element.DNS_ID) != null
        || some(Element.DNS_FLAGS) != null
        || some(Element.DNS_TYPE) != null;
  }

  /**
   * Whether the record tells of a DNS transaction. Of exporters that send each direction as a
   * record this is the response's, which has the question too.
   */
  boolean isOfDns() {
    return tellsDns() && (isTurned() || flow.isOfBoth());
  }

  boolean isOfHttp() {
    return texts.containsKey(Element.HTTP_HOST)
        || texts.containsKey(Element.HTTP_TARGET)
        || texts.containsKey(Element.HTTP_METHOD)
        || texts.containsKey(Element.HTTP_AGENT);
  }

  /** Whether the record is of a DNS response alone, so that its source is the server. */
  boolean isTurned() {
    Long flags = number(Element.DNS_FLAGS);
    boolean isResponse =
        flags == null ? flow.isFromPort(DNS_PORT) : (flags & RESPONSE) != 0 && !flow.isOfBoth();
    return isResponse && !flow.isToPort(DNS_PORT);
  }

  /** Whether a DNS response was seen. */
  boolean isAnswered() {
    return isTurned() || flow.isAnswered();
  }

  /** The response code of DNS; null without a response. */
  @Nullable Long code() {
    Long flags = number(Element.DNS_FLAGS);
    Long told = number(Element.DNS_CODE);
    Long code = told != null || flags == null ? told : Long.valueOf(flags & 15);
    return isAnswered() ? code : null;
  }
}
