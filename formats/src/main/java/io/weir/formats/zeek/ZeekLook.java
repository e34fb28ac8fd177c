// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import io.weir.input.LineBlocks;
import io.weir.model.Head;
import io.weir.model.Options;
import io.weir.model.Recognition;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a look into the beginning of a file found.
 *
 * @param log the log; empty when it is none that can be read
 * @param refusal why there is none
 */
record ZeekLook(Optional<ZeekLog> log, Recognition refusal) {
  private static final Recognition NONE = new Recognition.No("");

  static ZeekLook log(ZeekLog log) {
    return new ZeekLook(Optional.of(log), NONE);
  }

  static ZeekLook no(String why) {
    return new ZeekLook(Optional.empty(), new Recognition.No(why));
  }

  static ZeekLook broken(String why) {
    return new ZeekLook(Optional.empty(), new Recognition.Broken(why));
  }

  /** Looks into the beginning of a file. */
  static ZeekLook of(Head whole, Options options) {
    Head head = withoutMark(whole);
    byte[] bytes = head.bytes();
    int first = JsonText.skipBlanks(bytes, 0, bytes.length);
    if (first < bytes.length && bytes[first] == '{') {
      return JsonLook.look(head.file(), bytes, ZeekOptions.path(options))
          .map(ZeekLook::log)
          .orElseGet(() -> no("JSON records without _path, and without fields of Zeek's"));
    }
    return first == bytes.length ? no("nothing in it") : TsvLook.look(head, options);
  }

  private static Head withoutMark(Head head) {
    int mark = LineBlocks.markLength(head.bytes(), head.bytes().length);
    return mark == 0
        ? head
        : new Head(
            head.file(),
            Arrays.copyOfRange(head.bytes(), mark, head.bytes().length),
            head.complete());
  }
}
