package dev.tabellion.query.audit;

import dev.tabellion.api.Problem;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.audit.CollectionHistory;
import dev.tabellion.projection.audit.HistoricDocument;
import dev.tabellion.query.http.Refused;

/** The bytes of documents. Evidence that was changed is none: it is not shown. */
record HistoricFiles(CollectionHistory history) {
    Bytes of(HistoricDocument document) {
        Bytes file = history.file(document.digest());
        if (file == null || !file.sha256().equals(document.digest())) {
            throw new Refused(
                    new Problem(
                            500,
                            "The record is damaged",
                            "the stored document " + document.digest() + " is gone or changed"));
        }
        return file;
    }
}
