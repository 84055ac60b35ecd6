package dev.tabellion.query.forensics;

import java.util.List;
import java.util.stream.Collectors;

/** A sheet as Markdown. Names come from strangers: none of their characters means anything. */
final class MarkdownSheet {
    private static final String SPECIAL = "\\`*_{}[]<>()#+-.!|~&";

    private MarkdownSheet() {}

    static String of(Sheet sheet) {
        StringBuilder text = new StringBuilder("# ").append(escaped(sheet.title())).append("\n");
        for (Sheet.Part part : sheet.parts()) {
            text.append('\n');
            switch (part) {
                case Sheet.Heading(var words) -> text.append("## ").append(escaped(words));
                case Sheet.Paragraph(var words) -> text.append(escaped(words));
                case Sheet.Numbered(var items) -> text.append(numbered(items));
                case Sheet.Checklist(var items) -> text.append(checklist(items));
                case Sheet.Grid grid -> text.append(grid(grid));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String numbered(List<String> items) {
        return items.isEmpty()
                ? "None\\."
                : items.stream()
                        .map(item -> "1. " + escaped(item))
                        .collect(Collectors.joining("\n"));
    }

    private static String checklist(List<Sheet.Item> items) {
        return items.stream()
                .map(item -> (item.isDone() ? "- [x] " : "- [ ] ") + escaped(item.text()))
                .collect(Collectors.joining("\n"));
    }

    private static String grid(Sheet.Grid grid) {
        StringBuilder text = new StringBuilder(escaped(grid.caption())).append("\n\n");
        text.append(row(grid.header()))
                .append('\n')
                .append("|---".repeat(grid.header().size()))
                .append('|');
        grid.rows().forEach(row -> text.append('\n').append(row(row)));
        return text.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(MarkdownSheet::escaped)
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (Character.isISOControl(c)) {
                escaped.append(' ');
            } else {
                escaped.append(SPECIAL.indexOf(c) < 0 ? "" : "\\").append(c);
            }
        }
        return escaped.toString();
    }
}
