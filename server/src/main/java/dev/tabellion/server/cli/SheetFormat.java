package dev.tabellion.server.cli;

/** How a report is written; by its name in the API. */
enum SheetFormat {
    json,
    markdown,
    html
}
