package dev.tabellion.query.forensics;

import java.util.List;
import java.util.stream.Collectors;

/** A sheet as a page to print: no script, nothing fetched, tables with captions and scopes. */
final class HtmlSheet {
    private static final String STYLE =
            """
            body{font:11pt/1.45 system-ui,sans-serif;color:#111;background:#fff;max-width:70rem;\
            margin:2rem auto;padding:0 1rem}
            h1{font-size:1.5rem;overflow-wrap:anywhere}h2{font-size:1.15rem;margin-top:1.8rem;\
            break-after:avoid}
            table{border-collapse:collapse;width:100%;font-size:9pt}caption{text-align:left;\
            font-weight:600;padding:.3rem 0}
            th,td{border:1px solid #767676;padding:.2rem .4rem;text-align:left;\
            vertical-align:top;overflow-wrap:anywhere}
            th{background:#eee}thead{display:table-header-group}tr{break-inside:avoid}
            .checks{list-style:none;padding-left:0}
            @media print{body{margin:0;max-width:none}}
            """;

    private HtmlSheet() {}

    static String of(Sheet sheet) {
        String title = escaped(sheet.title());
        return sheet.parts().stream()
                .map(HtmlSheet::part)
                .collect(
                        Collectors.joining(
                                "\n",
                                """
                                <!doctype html>
                                <html lang="en">
                                <head>
                                <meta charset="utf-8">
                                <meta name="viewport" content="width=device-width">
                                <title>%s</title>
                                <style>
                                %s</style>
                                </head>
                                <body>
                                <main>
                                <h1>%s</h1>
                                """
                                        .formatted(title, STYLE, title),
                                "\n</main>\n</body>\n</html>\n"));
    }

    private static String part(Sheet.Part part) {
        return switch (part) {
            case Sheet.Heading(var text) -> "<h2>" + escaped(text) + "</h2>";
            case Sheet.Paragraph(var text) -> "<p>" + escaped(text) + "</p>";
            case Sheet.Numbered(var items) -> numbered(items);
            case Sheet.Checklist(var items) -> checklist(items);
            case Sheet.Grid grid -> grid(grid);
        };
    }

    private static String numbered(List<String> items) {
        return items.isEmpty()
                ? "<p>None.</p>"
                : items.stream()
                        .map(item -> "<li>" + escaped(item) + "</li>")
                        .collect(Collectors.joining("\n", "<ol>\n", "\n</ol>"));
    }

    /** In words, too: a mark alone says nothing to who cannot see it. */
    private static String checklist(List<Sheet.Item> items) {
        return items.stream()
                .map(
                        item ->
                                "<li>%s %s</li>"
                                        .formatted(
                                                item.isDone() ? "\u2611 Done:" : "\u2610 Open:",
                                                escaped(item.text())))
                .collect(Collectors.joining("\n", "<ul class=\"checks\">\n", "\n</ul>"));
    }

    private static String grid(Sheet.Grid grid) {
        return "<table>\n<caption>%s</caption>\n<thead><tr>%s</tr></thead>\n<tbody>\n%s\n</tbody>\n</table>"
                .formatted(
                        escaped(grid.caption()),
                        cells(grid.header(), "<th scope=\"col\">", "</th>"),
                        grid.rows().stream()
                                .map(row -> "<tr>" + cells(row, "<td>", "</td>") + "</tr>")
                                .collect(Collectors.joining("\n")));
    }

    private static String cells(List<String> cells, String before, String after) {
        return cells.stream()
                .map(cell -> before + escaped(cell) + after)
                .collect(Collectors.joining());
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
