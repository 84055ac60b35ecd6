package dev.tabellion.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.detection.DocumentGone;
import dev.tabellion.projection.document.DocumentTable;
import dev.tabellion.projection.document.Library;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes that are put under another file's digest for a moment are never taken for that file. */
class EditedDocumentIT {
    private static final Bytes FILE = Bytes.utf8("what was published");

    @Test
    void is_not_there_and_is_again_when_its_bytes_are() {
        try (var record = LogRecord.fresh()) {
            Sha256 digest = FILE.sha256();
            record.sql.update(
                    "insert into tabellion.document (sha256, bytes) values (?, ?)",
                    digest.bytes().toArray(),
                    FILE.toArray());
            var library = new Library(new DocumentTable(record.sql));
            assertThat(library.file(digest)).isEqualTo(FILE);

            record.asSuperuser("update tabellion.document set bytes = 'evil'");
            assertThatThrownBy(() -> library.file(digest)).isInstanceOf(DocumentGone.class);
            library.expect(List.of(published(digest)));
            assertThatThrownBy(() -> library.file(digest)).isInstanceOf(DocumentGone.class);

            record.asSuperuser("update tabellion.document set bytes = 'what was published'");
            assertThat(library.file(digest)).isEqualTo(FILE);
        }
    }

    private static MetadataPublished published(Sha256 digest) {
        return new MetadataPublished(
                RoleName.TARGETS,
                new Version(1),
                digest,
                FILE.length(),
                Instant.parse("2030-01-01T00:00:00Z"),
                List.of(),
                null,
                Author.PUBLISHER,
                Reason.PUBLISHED);
    }
}
