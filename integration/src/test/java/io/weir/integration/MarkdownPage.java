// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of the documentation: its commands and its links.
 *
 * <p>A fenced block of kind {@code console} or {@code sh} whose first command is {@code $ ./weir …}
 * is a session: all its lines that begin with {@code $} are commands (one that ends in a backslash
 * goes on in the next line), what follows is printed. A comment before the block, {@code <!--
 * varies: REGEX -->}, names what is different at each run; several may be there. {@code <!-- not
 * run: REASON -->} leaves a block out.
 */
record MarkdownPage(Path file, List<String> lines) {
  private static final Pattern FENCE = Pattern.compile("^\\s*(```+)(\\w*)\\s*$");
  private static final Pattern VARIES = Pattern.compile("<!--\\s*varies:\\s*(.*?)\\s*-->");
  private static final Pattern NOT_RUN = Pattern.compile("<!--\\s*not run:\\s*\\S.*-->");
  private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\(([^)\\s]+)[^)]*\\)");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");
  private static final Pattern SCHEME = Pattern.compile("^[a-z]+:.*");
  private static final Pattern NO_SLUG = Pattern.compile("[^\\p{L}\\p{N} _-]");

  /**
   * A command and what the page says that it prints.
   *
   * @param varies what is not compared
   */
  record Command(String line, String output, List<Pattern> varies) {
    /** Output without what varies and without blanks at the ends of lines. */
    String settled(String output) {
      String text = output.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
      for (Pattern pattern : varies) {
        text = pattern.matcher(text).replaceAll("…");
      }
      return text.strip();
    }
  }

  static MarkdownPage of(Path file) {
    return new MarkdownPage(file, Repository.text(file).lines().toList());
  }

  /** The commands of the page's sessions, in order. */
  List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    List<Pattern> varies = new ArrayList<>();
    boolean isRun = true;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher fence = FENCE.matcher(line);
      Matcher varying = VARIES.matcher(line);
      if (fence.matches()) {
        int end = end(i, fence.group(1));
        String kind = fence.group(2);
        List<String> block = lines.subList(i + 1, end);
        if (isRun && (kind.equals("console") || kind.equals("sh"))) {
          commands.addAll(session(block, List.copyOf(varies)));
        }
        i = end;
        isRun = true;
        varies.clear();
      } else if (varying.find()) {
        varies.add(Pattern.compile(varying.group(1)));
      } else if (NOT_RUN.matcher(line).find()) {
        isRun = false;
      } else if (!line.isBlank()) {
        isRun = true;
        varies.clear();
      }
    }
    return commands;
  }

  private int end(int start, String fence) {
    for (int i = start + 1; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(fence)) {
        return i;
      }
    }
    throw new IllegalStateException(file + ": a block is not closed, line " + (start + 1));
  }

  private static List<Command> session(List<String> block, List<Pattern> varies) {
    List<Command> commands = new ArrayList<>();
    int at = 0;
    while (at < block.size()) {
      StringBuilder command = new StringBuilder(block.get(at++));
      if (commands.isEmpty() && !command.toString().startsWith("$ ./weir")) {
        return List.of();
      }
      while (command.charAt(command.length() - 1) == '\\' && at < block.size()) {
        command.append('\n').append(block.get(at++));
      }
      StringBuilder output = new StringBuilder();
      while (at < block.size() && !block.get(at).startsWith("$ ")) {
        output.append(block.get(at++)).append('\n');
      }
      commands.add(new Command(command.substring(2), output.toString(), varies));
    }
    return commands;
  }

  /** The links that lead to no file, or to no heading of one. */
  List<String> deadLinks() {
    List<String> dead = new ArrayList<>();
    for (String line : prose()) {
      Matcher links = LINK.matcher(CODE.matcher(line).replaceAll(""));
      while (links.find()) {
        String link = links.group(1);
        if (!SCHEME.matcher(link).matches() && !leadsSomewhere(link)) {
          dead.add(link);
        }
      }
    }
    return dead;
  }

  private boolean leadsSomewhere(String link) {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target =
        path.isEmpty() ? file : Objects.requireNonNull(file.getParent()).resolve(path).normalize();
    if (!Files.exists(target) || !target.startsWith(Repository.root())) {
      return false;
    }
    Optional<String> anchor = hash < 0 ? Optional.empty() : Optional.of(link.substring(hash + 1));
    return anchor.isEmpty() || of(target).anchors().contains(anchor.get());
  }

  /** The anchors of the headings, as GitHub makes them. */
  private List<String> anchors() {
    return prose().stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+", "").strip().toLowerCase(Locale.ROOT))
        .map(line -> NO_SLUG.matcher(line).replaceAll("").replace(' ', '-'))
        .toList();
  }

  /** The lines outside of fenced blocks. */
  private List<String> prose() {
    List<String> prose = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher fence = FENCE.matcher(lines.get(i));
      if (fence.matches()) {
        i = end(i, fence.group(1));
      } else {
        prose.add(lines.get(i));
      }
    }
    return prose;
  }

  @Override
  public String toString() {
    return Repository.root().relativize(file).toString();
  }
}
