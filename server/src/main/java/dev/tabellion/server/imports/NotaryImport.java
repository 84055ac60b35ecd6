package dev.tabellion.server.imports;

import dev.tabellion.collection.Document;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.ImportableHistory.FeedIds;
import dev.tabellion.server.imports.CollectionFinding.Prospect;
import dev.tabellion.server.imports.CollectionTakeover.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * One run of an import: finds everything out, tells it, and only then writes; at the end compares
 * what is served. May be repeated at any time: what is here already is left as it is.
 */
final class NotaryImport {
    private final @Nullable KeyTakeover keys;
    private final NotaryServerTables notary;
    private final CollectionTakeover collections;
    private final @Nullable RecordedImport record;
    private final ImportReport report;
    private final String by;

    /**
     * @param keys null if only collections are taken over
     * @param record null if only keys are taken over
     * @param by who decided so
     */
    NotaryImport(
            @Nullable KeyTakeover keys,
            NotaryServerTables notary,
            CollectionTakeover collections,
            @Nullable RecordedImport record,
            ImportReport report,
            String by) {
        this.keys = keys;
        this.notary = notary;
        this.collections = collections;
        this.record = record;
        this.report = report;
        this.by = by;
    }

    /** Whether all went well, or in a dry run would. */
    boolean run(ImportWishes wishes) {
        List<CollectionFinding> found = find();
        List<KeyTakeover.Finding> keysFound = keys == null ? List.of() : keys.find(found);
        report.collections(found, record != null);
        if (keys != null) {
            report.keys(keysFound, keys.unbound());
        }
        boolean sound = found.stream().allMatch(ImportReport::isWell);
        if (keysFound.stream().anyMatch(key -> key.fault() != null)) {
            report.stopped("a key cannot be taken in");
            return false;
        }
        if (!wishes.othersAnyway() && found.stream().anyMatch(CollectionFinding::isRefused)) {
            report.stopped("a collection would be written over; --others-anyway leaves it out");
            return false;
        }
        if (wishes.dryRun()) {
            report.dry();
            return sound;
        }
        return write(found) && sound;
    }

    private List<CollectionFinding> find() {
        List<CollectionFinding> found = new ArrayList<>();
        SortedSet<String> names = notary.names();
        for (String name : names) {
            report.progress("reading", found.size(), names.size());
            found.add(Gun.isValid(name) ? find(new Gun(name)) : ImportReport.unnameable(name));
        }
        report.progress("reading", names.size(), names.size());
        return found;
    }

    private CollectionFinding find(Gun gun) {
        CollectionFinding finding = collections.find(gun);
        return keys == null ? finding : keys.atSigner(finding);
    }

    /** Keys first: what is recorded is renewed from then on, and is to be signed for. */
    private boolean write(List<CollectionFinding> found) {
        if (keys != null) {
            report.keysTaken(keys.takeIn(found));
        }
        return record == null || record(found, record);
    }

    private boolean record(List<CollectionFinding> found, RecordedImport into) {
        boolean anyNew = found.stream().anyMatch(f -> f.prospect() == Prospect.NEW);
        FeedIds ids = anyNew ? into.numbers(notary.lastChange(), notary.names()) : FeedIds.NEW;
        boolean well = true;
        int done = 0;
        for (CollectionFinding finding : found) {
            report.progress("writing", done++, found.size());
            if (finding.prospect() == Prospect.NEW) {
                well &= write(finding.gun(), ids, into);
            } else if (finding.prospect() == Prospect.HERE) {
                well &= prove(collections.judge(finding.gun(), ids, _ -> {}), into);
            }
        }
        report.progress("writing", found.size(), found.size());
        report.summary(ids, anyNew);
        return well;
    }

    private boolean write(Gun gun, FeedIds ids, RecordedImport into) {
        RecordedImport.Copying copying = into.copying();
        Judged judged = collections.judge(gun, ids, (Document document) -> copying.add(document));
        copying.flush();
        return into.write(gun, judged.history(), by)
                .map(why -> report.refused(gun, why))
                .orElseGet(() -> prove(judged, into));
    }

    private boolean prove(Judged judged, RecordedImport into) {
        Gun gun = judged.kept().past().gun();
        return report.proven(gun, into.proof().of(gun, judged.history()));
    }
}
