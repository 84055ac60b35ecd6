package dev.tabellion.query.forensics;

import java.util.List;

/** A report for people, before it is known on what it will be written. Plain text throughout. */
record Sheet(String title, List<Part> parts) {
    Sheet {
        parts = List.copyOf(parts);
    }

    /** What a sheet is made of. */
    sealed interface Part {}

    record Heading(String text) implements Part {}

    record Paragraph(String text) implements Part {}

    /** To be done or read one after the other. */
    record Numbered(List<String> items) implements Part {
        Numbered {
            items = List.copyOf(items);
        }
    }

    /**
     * @param caption what its rows are
     */
    record Grid(String caption, List<String> header, List<List<String>> rows) implements Part {
        Grid {
            header = List.copyOf(header);
            rows = List.copyOf(rows);
        }
    }
}
