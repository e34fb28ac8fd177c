// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import io.javalin.http.Context;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The files of the page. They need nothing from anywhere else. */
enum PageFile {
  PAGE("/", "page.html", "text/html; charset=utf-8"),
  SCRIPT("/page.js", "page.js", "text/javascript; charset=utf-8"),
  CHART("/chart.js", "chart.js", "text/javascript; charset=utf-8"),
  STYLE("/page.css", "page.css", "text/css; charset=utf-8"),
  ICON("/icon.svg", "icon.svg", "image/svg+xml");

  /** Only these files, only from here; nothing inline. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final String path;
  private final String file;
  private final String type;

  PageFile(String path, String file, String type) {
    this.path = path;
    this.file = file;
    this.type = type;
  }

  String path() {
    return path;
  }

  void show(Context context) throws IOException {
    try (InputStream in = PageFile.class.getResourceAsStream("page/" + file)) {
      if (in == null) {
        throw new FileNotFoundException(file);
      }
      context.contentType(type).result(in.readAllBytes());
    }
  }
}
