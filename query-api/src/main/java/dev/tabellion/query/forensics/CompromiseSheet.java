package dev.tabellion.query.forensics;

import dev.tabellion.forensics.Recovery;
import dev.tabellion.forensics.Trust;
import dev.tabellion.projection.forensics.CompromiseReport;
import dev.tabellion.projection.forensics.KeyBirth;
import dev.tabellion.projection.forensics.Reach;
import dev.tabellion.projection.forensics.SignedDocument;
import dev.tabellion.query.forensics.Sheet.Grid;
import dev.tabellion.query.forensics.Sheet.Heading;
import dev.tabellion.query.forensics.Sheet.Numbered;
import dev.tabellion.query.forensics.Sheet.Paragraph;
import dev.tabellion.query.forensics.Sheet.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A compromise report for people: what to do first, what is at stake next, then the evidence. */
final class CompromiseSheet {
    /** In each table of a sheet; the JSON has them all. */
    static final int MOST_ROWS = 1_000;

    private CompromiseSheet() {}

    static Sheet of(CompromiseReport report) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Paragraph(summary(report)));
        if (!report.isWhole()) {
            parts.add(
                    new Paragraph("There is more than this report holds: ask for a shorter time."));
        }
        parts.add(new Heading("What to do, in this order"));
        parts.add(steps(report));
        parts.add(new Heading("Who trusts the key"));
        parts.add(trusts(report));
        parts.add(new Heading("What clients can still be shown"));
        parts.add(reachable(report));
        parts.add(new Heading("Targets that its documents changed"));
        parts.add(ChangeTables.changes("Targets", "target", report.targets()));
        parts.add(new Heading("Delegations and keys that its documents changed"));
        parts.add(ChangeTables.changes("Delegations and keys", "of", report.delegations()));
        parts.add(new Heading("Collections that it opened"));
        parts.add(signed("Collections that began with a root of the key's", report.opened()));
        parts.add(new Heading("Last known good positions"));
        parts.add(good(report));
        parts.add(new Heading("What to publish again"));
        parts.add(ChangeTables.again(report.again()));
        parts.add(new Heading("Who fetched it"));
        parts.addAll(FetchedTable.of(report.fetched()));
        parts.add(new Heading("Clients that do not recover by themselves"));
        parts.add(new Numbered(Recovery.stubbornClients(report.inForce())));
        parts.add(new Heading("Everything it signed"));
        parts.add(signed("Documents that the key signed", report.signatures()));
        return new Sheet("Compromise report of key " + report.key(), parts);
    }

    private static String summary(CompromiseReport report) {
        KeyBirth birth = report.birth();
        String whose =
                birth == null
                        ? "A publisher's key."
                        : "A key of the signer's, %s %s for %s of %s."
                                .formatted(
                                        birth.imported() ? "imported" : "made",
                                        birth.at(),
                                        birth.place().role(),
                                        birth.place().gun());
        return "%s From %s to %s it signed %d documents: %d are served, %d more have not expired, %d were never published and have not expired. %d roles trust it now. Made from the first %d leaves of the log."
                .formatted(
                        whose,
                        report.from(),
                        report.until(),
                        report.signatures().size(),
                        report.reaching(Reach.CURRENT),
                        report.reaching(Reach.UNEXPIRED),
                        report.reaching(Reach.AT_LARGE),
                        report.inForce().size(),
                        report.size());
    }

    private static Part steps(CompromiseReport report) {
        List<String> steps =
                Recovery.steps(report.inForce()).stream()
                        .map(
                                step ->
                                        "%s (%s, collections: %d)"
                                                .formatted(
                                                        step.what(),
                                                        step.playbook(),
                                                        step.collections()))
                        .toList();
        return steps.isEmpty()
                ? new Paragraph("No role trusts this key any more: nothing is to be rotated.")
                : new Numbered(steps);
    }

    private static Part trusts(CompromiseReport report) {
        return grid(
                "Roles that trust the key, or did",
                List.of(
                        "collection",
                        "role",
                        "named by",
                        "threshold",
                        "since",
                        "until",
                        "playbook"),
                report.trusts().stream().map(CompromiseSheet::row).toList());
    }

    private static List<String> row(Trust trust) {
        return List.of(
                trust.gun().value(),
                trust.role().value(),
                trust.delegator().value(),
                Integer.toString(trust.threshold()),
                trust.since() + ", leaf " + trust.sinceLeaf(),
                trust.isInForce() ? "in force" : orNothing(trust.until()),
                Recovery.playbook(trust).name());
    }

    private static Part reachable(CompromiseReport report) {
        return signed(
                "Documents that are served, or have not expired",
                report.signatures().stream()
                        .filter(each -> each.reach() != Reach.EXPIRED)
                        .toList());
    }

    private static Part signed(String caption, List<SignedDocument> documents) {
        return grid(
                caption,
                List.of("collection", "role", "version", "signed", "expires", "reach", "digest"),
                documents.stream()
                        .map(
                                each ->
                                        List.of(
                                                each.gun().value(),
                                                each.role().value(),
                                                each.version().toString(),
                                                each.at().toString(),
                                                each.expires().toString(),
                                                CompromiseJson.name(each.reach()),
                                                each.file().hex()))
                        .toList());
    }

    private static Part good(CompromiseReport report) {
        return grid(
                "Before the key signed in this time",
                List.of("collection", "leaf", "timestamp served then", "since"),
                report.good().stream()
                        .map(
                                each ->
                                        List.of(
                                                each.gun().value(),
                                                Long.toString(each.leaf()),
                                                orNothing(each.timestamp()),
                                                orNothing(each.since())))
                        .toList());
    }

    static String orNothing(@Nullable Object value) {
        return Objects.requireNonNullElse(value, "nothing").toString();
    }

    private static Part grid(String caption, List<String> header, List<List<String>> rows) {
        return Grid.ofFirst(MOST_ROWS, caption, header, rows);
    }
}
