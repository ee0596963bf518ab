/// `report.html`: a run as one page that opens without a network and can be trusted.
///
/// The page holds its style, its script and its numbers. A policy in it lets the browser run that
/// one script and fetch nothing; whatever comes from a program is escaped as text, and only
/// `Markdown` may write markup from it.
package dev.dyn.runtime.report;
