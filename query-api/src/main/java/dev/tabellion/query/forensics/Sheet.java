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

    /** What is to be done, and what was. */
    record Checklist(List<Item> items) implements Part {
        Checklist {
            items = List.copyOf(items);
        }
    }

    /** One thing on a checklist. */
    record Item(boolean isDone, String text) {}

    /**
     * @param caption what its rows are
     */
    record Grid(String caption, List<String> header, List<List<String>> rows) implements Part {
        Grid {
            header = List.copyOf(header);
            rows = List.copyOf(rows);
        }

        /** The first so many rows; if that is not all, it is said. */
        static Part ofFirst(
                int most, String caption, List<String> header, List<List<String>> rows) {
            if (rows.isEmpty()) {
                return new Paragraph("None.");
            }
            return rows.size() <= most
                    ? new Grid(caption, header, rows)
                    : new Grid(
                            "%s: the first %d of %d; the JSON has them all"
                                    .formatted(caption, most, rows.size()),
                            header,
                            rows.subList(0, most));
        }
    }
}
