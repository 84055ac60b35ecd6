package dev.tabellion.query.forensics;

import dev.tabellion.projection.forensics.Republication;
import dev.tabellion.projection.forensics.SignedChange;
import dev.tabellion.query.forensics.Sheet.Grid;
import dev.tabellion.query.forensics.Sheet.Part;
import java.util.List;

/** What a stolen key's documents changed, and what puts it right, as tables. */
final class ChangeTables {
    private ChangeTables() {}

    static Part changes(String caption, String of, List<SignedChange> changes) {
        return Grid.ofFirst(
                CompromiseSheet.MOST_ROWS,
                caption,
                List.of("collection", "role", "version", "change", of),
                changes.stream().map(ChangeTables::row).toList());
    }

    private static List<String> row(SignedChange each) {
        ChangeWords words = ChangeWords.of(each.change());
        return List.of(
                each.gun().value(),
                each.role().value(),
                each.version().toString(),
                words.kind(),
                words.of());
    }

    static Part again(List<Republication> again) {
        return Grid.ofFirst(
                CompromiseSheet.MOST_ROWS,
                "As they were before the key signed, under a version above all that clients may"
                        + " have seen",
                List.of("collection", "role", "last good version", "its digest", "above version"),
                again.stream()
                        .map(
                                each ->
                                        List.of(
                                                each.gun().value(),
                                                each.role().value(),
                                                CompromiseSheet.orNothing(each.good()),
                                                CompromiseSheet.orNothing(each.digest()),
                                                each.above().toString()))
                        .toList());
    }
}
