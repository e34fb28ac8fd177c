// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import io.weir.model.TimeRange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the usual layouts tell of the time of a file's records by its path:
 *
 * <ul>
 *   <li>Zeek's archive: {@code 2026-03-01/conn.00:00:00-01:00:00.log.gz}, also with dots for colons
 *   <li>a directory or file of a day: {@code 2026-03-01}, {@code 2026_03_01}, {@code 20260301},
 *       {@code day=2026-03-01}
 *   <li>Tstat: {@code 2026_03_01_13_00.out/}
 *   <li>nfdump: {@code nfcapd.202603011305}
 *   <li>dnscap: {@code base.20260301.130500.000000}, and captures whose name tells when they were
 *       begun: {@code dump_00001_20260301130500.pcap}; such a file was written to until the next of
 *       its series was begun
 *   <li>logrotate: {@code access.log-20260301}, whose date is the day it was rotated, so that its
 *       records are of that day and of up to a month before
 * </ul>
 *
 * The deepest part of the path that tells a time counts; a directory only when its name is nothing
 * but that time. This serves to leave out files that certainly hold nothing of a range; the times
 * of the records decide the rest.
 */
public final class Layouts {
  /** Zones, clocks and flows that end on the next day make a file's time uncertain by this. */
  private static final long MARGIN_MICROS = Duration.ofDays(1).toMillis() * 1000;

  private static final String YEAR = "(?<y>(?:19|20)\\d\\d)";
  private static final String MONTH = "(?<m>0[1-9]|1[0-2])";
  private static final String DATE = YEAR + "(?<s>[-_]?)" + MONTH + "\\k<s>(?<d>[0-3]\\d)";
  private static final String LEFT = "(?:^|.*?[^0-9])";
  private static final String RIGHT = "(?:[^0-9].*)?$";

  private static final Pattern TIME_STAMP =
      Pattern.compile(LEFT + DATE + "[-_.T ]?(?<h>[01]\\d|2[0-3])[-_.:]?(?<min>[0-5]\\d).*");
  private static final Pattern ROTATED =
      Pattern.compile("(?:.*[.](?:log|json)[-_.]|.+-(?=\\d{8}(?:-\\d{10})?$))" + DATE + ".*");

  /** Files whose tools begin another at least every day. */
  private static final Pattern SHORT = Pattern.compile("nfcapd[.].*|.*[.]out");

  private static final Pattern DAY_DIRECTORY = Pattern.compile("(?:[a-z]+=)?" + DATE);
  private static final Pattern COUNTER = Pattern.compile("_\\d{5}_$");
  private static final Pattern DAY = Pattern.compile(LEFT + DATE + RIGHT);
  private static final Pattern HOURS =
      Pattern.compile(
          ".*[.](\\d\\d)[:.](\\d\\d)[:.](\\d\\d)-(\\d\\d)[:.](\\d\\d)[:.](\\d\\d)(?:[.].*)?");

  private final ZoneId zone;

  /** When the files of a series were begun, by what the names of the series share. */
  private final Map<String, NavigableSet<Long>> series = new HashMap<>();

  private Layouts(ZoneId zone) {
    this.zone = zone;
  }

  /** What the paths of files tell, each of itself and of the others. */
  public static Layouts of(Collection<String> paths, ZoneId zone) {
    Layouts layouts = new Layouts(zone);
    for (String path : paths) {
      span(path, zone)
          .filter(Layouts::isOpen)
          .ifPresent(
              span ->
                  layouts
                      .series
                      .computeIfAbsent(series(path), name -> new TreeSet<>())
                      .add(span.from()));
    }
    return layouts;
  }

  /** True unless the paths tell that the file holds nothing of the range. */
  public boolean mayHold(String path, TimeRange range) {
    if (range.isAll()) {
      return true;
    }
    return span(path)
        .map(
            s ->
                range.overlaps(
                    s.from() - MARGIN_MICROS, isOpen(s) ? s.to() : s.to() + MARGIN_MICROS))
        .orElse(true);
  }

  /**
   * The time of the records that a path tells of, without a margin; empty when it does not. It has
   * no end where nothing tells of one.
   */
  Optional<TimeRange> span(String path) {
    return span(path, zone).map(span -> isOpen(span) ? untilNext(path, span) : span);
  }

  private TimeRange untilNext(String path, TimeRange span) {
    NavigableSet<Long> begun = series.get(series(path));
    Long next = begun == null ? null : begun.higher(span.from());
    return next == null ? span : new TimeRange(span.from(), next);
  }

  private static boolean isOpen(TimeRange span) {
    return span.to() == Long.MAX_VALUE;
  }

  /** The path without the time in the file's name, and without a counter before that. */
  private static String series(String path) {
    int name = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
    String file = Compression.withoutEnding(path.substring(name));
    Matcher stamp = TIME_STAMP.matcher(file);
    if (!stamp.matches()) {
      return path;
    }
    String before = file.substring(0, stamp.start("y"));
    String behind = file.substring(stamp.end("min"));
    return path.substring(0, name)
        + COUNTER.matcher(before).replaceFirst("_")
        + "*"
        + behind.replaceFirst("^[-_.:]?\\d+(?:[.]\\d+)?", "");
  }

  private static Optional<TimeRange> span(String path, ZoneId zone) {
    String[] parts = path.split("[/\\\\]");
    for (int i = parts.length - 1; i >= 0; i--) {
      String part = i == parts.length - 1 ? Compression.withoutEnding(parts[i]) : parts[i];
      Optional<TimeRange> span = ofName(part, i == parts.length - 1, zone);
      if (span.isPresent()) {
        return hoursOf(parts, i, span.get(), zone);
      }
    }
    return Optional.empty();
  }

  private static Optional<TimeRange> ofName(String name, boolean isFile, ZoneId zone) {
    Matcher rotated = ROTATED.matcher(name);
    if (isFile && rotated.matches()) {
      return checked(rotated, Layouts::beforeRotation, zone);
    }
    Matcher stamp = TIME_STAMP.matcher(name);
    boolean isShort = SHORT.matcher(name).matches();
    if (stamp.matches() && (isFile || isShort)) {
      return checked(stamp, isShort ? Layouts::ofOneDay : Layouts::fromStart, zone);
    }
    Matcher day = (isFile ? DAY : DAY_DIRECTORY).matcher(name);
    return day.matches()
        ? checked(day, (m, z) -> TimeSpec.day(date(m), z), zone)
        : Optional.empty();
  }

  /** Numbers that only look like a date are none. */
  private static Optional<TimeRange> checked(
      Matcher matcher, BiFunction<Matcher, ZoneId, TimeRange> meaning, ZoneId zone) {
    try {
      return Optional.of(meaning.apply(matcher, zone));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A file that was begun at a time; how long it was written to is not told. */
  private static TimeRange fromStart(Matcher stamp, ZoneId zone) {
    return new TimeRange(ofOneDay(stamp, zone).from(), Long.MAX_VALUE);
  }

  private static TimeRange ofOneDay(Matcher stamp, ZoneId zone) {
    LocalDateTime start =
        date(stamp)
            .atTime(Integer.parseInt(stamp.group("h")), Integer.parseInt(stamp.group("min")));
    return TimeRange.between(
        start.atZone(zone).toInstant(), start.plusDays(1).atZone(zone).toInstant());
  }

  private static TimeRange beforeRotation(Matcher rotated, ZoneId zone) {
    LocalDate date = date(rotated);
    return TimeRange.between(
        date.minusMonths(1).atStartOfDay(zone).toInstant(),
        date.plusDays(1).atStartOfDay(zone).toInstant());
  }

  private static LocalDate date(Matcher matcher) {
    return LocalDate.of(
        Integer.parseInt(matcher.group("y")),
        Integer.parseInt(matcher.group("m")),
        Integer.parseInt(matcher.group("d")));
  }

  /** Narrows a day's directory by the hours in the name of a file of Zeek's archive. */
  private static Optional<TimeRange> hoursOf(String[] parts, int day, TimeRange span, ZoneId zone) {
    Matcher hours = HOURS.matcher(parts[parts.length - 1]);
    if (day == parts.length - 1 || !hours.matches()) {
      return Optional.of(span);
    }
    Matcher date = DAY.matcher(parts[day]);
    if (!date.matches()) {
      return Optional.of(span);
    }
    try {
      LocalDateTime midnight = date(date).atStartOfDay();
      LocalDateTime start = midnight.plusSeconds(seconds(hours, 1));
      LocalDateTime end = midnight.plusSeconds(seconds(hours, 4));
      if (!end.isAfter(start)) {
        end = end.plusDays(1);
      }
      return Optional.of(
          TimeRange.between(start.atZone(zone).toInstant(), end.atZone(zone).toInstant()));
    } catch (DateTimeException e) {
      return Optional.of(span);
    }
  }

  private static long seconds(Matcher hours, int group) {
    return Long.parseLong(hours.group(group)) * 3600
        + Long.parseLong(hours.group(group + 1)) * 60
        + Long.parseLong(hours.group(group + 2));
  }
}
