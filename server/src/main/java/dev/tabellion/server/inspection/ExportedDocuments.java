package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.inspection.DocumentBundle;
import dev.tabellion.inspection.NamedDocument;
import dev.tabellion.inspection.RecordSource;
import dev.tabellion.tlog.Bundle;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Writes out what entries name: bundles of short documents, longer ones each for itself. A bundle
 * of which one is missing is not written, so that the next export has another try; those of it that
 * are there stand alone until then. Safe for concurrent use.
 */
record ExportedDocuments(RecordSource source, ExportFolder folder) {

    /**
     * @param named by the bundle's entries, in their order
     */
    void write(Bundle bundle, List<NamedDocument> named) {
        SequencedSet<Sha256> together = new LinkedHashSet<>();
        SequencedSet<Sha256> alone = new LinkedHashSet<>();
        named.forEach(each -> (DocumentBundle.isFor(each) ? together : alone).add(each.digest()));
        if (!folder.has(DocumentBundle.pathOf(bundle))) {
            writeTogether(bundle, together);
        }
        alone.removeIf(each -> folder.has(FiledRecord.DOCUMENT + each));
        for (Sha256 each : alone) { // as long as they please, so no two are held
            writeAlone(source.documents(List.of(each), null));
        }
    }

    private void writeTogether(Bundle bundle, SequencedSet<Sha256> digests) {
        Map<Sha256, Bytes> found = source.documents(digests, bundle);
        DocumentBundle whole = DocumentBundle.of(digests, found);
        if (whole == null) {
            writeAlone(found);
        } else {
            folder.add(DocumentBundle.pathOf(bundle), whole.bytes());
        }
    }

    private void writeAlone(Map<Sha256, Bytes> files) {
        files.forEach((digest, file) -> folder.add(FiledRecord.DOCUMENT + digest, file));
    }
}
