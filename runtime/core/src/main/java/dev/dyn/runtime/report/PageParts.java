package dev.dyn.runtime.report;

import static dev.dyn.runtime.report.PageStyle.resource;

/// The style and the script of a page, and the policy that lets a browser run them and nothing
/// else.
///
/// Plots are drawn with uPlot (its licence stands beside it in `uPlot.LICENSE.txt`).
final class PageParts {
  static final String STYLE = PageStyle.TEXT + resource("uPlot.min.css") + resource("plots.css");

  static final String SCRIPT =
      "/* uPlot 1.6.32, © Leon Sorokin, MIT License:\n"
          + resource("uPlot.LICENSE.txt")
          + "\n*/\n"
          + resource("uPlot.iife.min.js")
          + "\n(() => {\n\"use strict\";\n"
          + resource("numbers.js")
          + resource("frame.js")
          + resource("curves.js")
          + resource("image.js")
          + resource("page.js")
          + "})();\n";

  /// Content security policy: this style and this script by their digests, nothing from anywhere.
  static final String POLICY =
      "default-src 'none'; script-src '"
          + PageStyle.digest(SCRIPT)
          + "'; style-src '"
          + PageStyle.digest(STYLE)
          + "'; base-uri 'none'; form-action 'none'";

  private PageParts() {}
}
