// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import com.google.errorprone.annotations.FormatMethod;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/**
 * A failure that a person should read: what could not be done, why, and what to do about it.
 *
 * <p>Messages have the form {@code Cannot <do what> <to what>: <reason> (<value>). <Remedy>.} The
 * kind decides the exit code of the command and the status of the HTTP API. Bugs are not reported
 * with this class.
 */
public final class WeirException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, from the point of view of the person who asked. */
  public enum Kind {
    /** The work was started and failed. */
    FAILED(1),
    /** The request is wrong, or names an input, table, column or option that does not exist. */
    USAGE(2),
    /** A privacy budget is exhausted. */
    BUDGET(3),
    /** More records were rejected than the options allow. */
    REJECTS(4);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    /** The exit code of the command for this kind. */
    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;

  private WeirException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** The request is wrong; the message is formatted as {@link String#format}. */
  @FormatMethod
  public static WeirException usage(String message, Object... arguments) {
    return new WeirException(Kind.USAGE, String.format(message, arguments), null);
  }

  /** The work failed; the message is formatted as {@link String#format}. */
  @FormatMethod
  public static WeirException failed(String message, Object... arguments) {
    return new WeirException(Kind.FAILED, String.format(message, arguments), null);
  }

  /** A failure of the given kind with a ready message. */
  public static WeirException of(Kind kind, String message, @Nullable Throwable cause) {
    return new WeirException(kind, message, cause);
  }

  /** Why a file or directory cannot be used, in words that fit behind a colon. */
  public static String reason(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "a file of that name is there";
    }
    if (e instanceof NotDirectoryException || e instanceof InvalidPathException) {
      return "it is no name of a place there can be";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  public Kind kind() {
    return kind;
  }

  /** The message; never null. */
  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
