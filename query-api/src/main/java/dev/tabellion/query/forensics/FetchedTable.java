package dev.tabellion.query.forensics;

import dev.tabellion.projection.forensics.Fetched;
import dev.tabellion.projection.forensics.FetchedBy;
import dev.tabellion.query.forensics.Sheet.Grid;
import dev.tabellion.query.forensics.Sheet.Paragraph;
import dev.tabellion.query.forensics.Sheet.Part;
import java.util.List;

/** Who fetched what a key signed, for people. */
final class FetchedTable {
    static final String NEVER_COUNTED =
            "Fetches were never counted here (tabellion.fetches.count is off): who fetched it,"
                    + " nobody knows.";

    private FetchedTable() {}

    static List<Part> of(Fetched fetched) {
        if (fetched.first() == null) {
            return List.of(new Paragraph(NEVER_COUNTED));
        }
        return List.of(
                new Paragraph(words(fetched)),
                Grid.ofFirst(
                        CompromiseSheet.MOST_ROWS,
                        "Clients that were given a document of the key's",
                        List.of(
                                "collection",
                                "role",
                                "version",
                                "client",
                                "fetches",
                                "since",
                                "until",
                                "leaf"),
                        fetched.by().stream().map(FetchedTable::row).toList()));
    }

    private static String words(Fetched fetched) {
        return "Fetches were counted between %s and %s, at times of some clients only; before and after that nobody knows.%s%s"
                .formatted(
                        fetched.first(),
                        CompromiseSheet.orNothing(fetched.last()),
                        fetched.uncounted() == 0
                                ? ""
                                : " In the same minutes %d fetches were not told apart."
                                        .formatted(fetched.uncounted()),
                        fetched.isWhole() ? "" : " There is more than this report holds.");
    }

    private static List<String> row(FetchedBy by) {
        return List.of(
                by.document().gun().value(),
                by.document().role().value(),
                by.document().version().toString(),
                by.who() == null
                        ? by.client().hex()
                        : by.who().subject() + " at " + by.who().address(),
                Long.toString(by.fetches()),
                by.since().toString(),
                by.until().toString(),
                Long.toString(by.leaf()));
    }
}
