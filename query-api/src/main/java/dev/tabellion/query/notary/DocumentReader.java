package dev.tabellion.query.notary;

import dev.tabellion.collection.Fetch;
import dev.tabellion.collection.Gun;
import dev.tabellion.notary.NotaryError;
import dev.tabellion.notary.NotaryRoute.ByHash;
import dev.tabellion.notary.NotaryRoute.ByVersion;
import dev.tabellion.notary.NotaryRoute.Current;
import dev.tabellion.projection.coherence.Generation;
import dev.tabellion.projection.current.PublishedDocument;
import dev.tabellion.projection.current.PublishedDocuments;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Reads one document from the store and makes it ready to be sent. */
final class DocumentReader {
    /**
     * Notary's answer for what it looked for and did not find; where it has no route, no detail.
     */
    static final Answer ABSENT =
            Answer.error(NotaryError.METADATA_NOT_FOUND, NotaryError.METADATA_NOT_FOUND.body("{}"));

    private final PublishedDocuments documents;
    private final String currentControl;
    private final String consistentControl;

    DocumentReader(PublishedDocuments documents, MaxAge maxAge) {
        this.documents = documents;
        this.currentControl = maxAge.currentControl();
        this.consistentControl = maxAge.consistentControl();
    }

    /** {@code generation} was current before this call. */
    Copy current(Current asked, Generation generation) {
        PublishedDocument found = documents.current(asked.gun(), asked.role());
        Fetch fetch = fetch(asked.gun(), asked.role(), asked.role() + ".json", found);
        if (found == null) {
            return absent(fetch, generation);
        }
        generation.foundLife(found.life());
        if (asked.role().equals(RoleName.TIMESTAMP)) {
            generation.foundTimestamp(found.digest());
        }
        return new Copy(
                ready(found, currentControl, dateIsExact(found)), fetch, Copy.ANY_LIFE, generation);
    }

    Copy byHash(ByHash asked, Generation generation) {
        PublishedDocument found =
                asked.digest() == null
                        ? null
                        : documents.byHash(asked.gun(), asked.role(), asked.digest());
        String file = asked.role() + "." + asked.digest() + ".json";
        return immutable(fetch(asked.gun(), asked.role(), file, found), found, generation);
    }

    Copy byVersion(ByVersion asked, Generation generation) {
        PublishedDocument found =
                asked.version() == 0
                        ? null
                        : documents.byVersion(
                                asked.gun(), asked.role(), new Version(asked.version()));
        String file = asked.version() + "." + asked.role() + ".json";
        return immutable(fetch(asked.gun(), asked.role(), file, found), found, generation);
    }

    /** Tells the generation which life the collection is in, without reading a document. */
    void findLife(Gun gun, Generation generation) {
        generation.foundLife(documents.life(gun));
    }

    private static Fetch fetch(
            Gun gun, RoleName role, String file, @Nullable PublishedDocument found) {
        return new Fetch(gun, role, file, found == null ? null : found.digest());
    }

    private Copy immutable(Fetch fetch, @Nullable PublishedDocument found, Generation generation) {
        if (found == null) {
            return absent(fetch, generation);
        }
        generation.foundLife(found.life());
        return new Copy(ready(found, consistentControl, true), fetch, found.life(), generation);
    }

    private static Copy absent(Fetch fetch, Generation generation) {
        return new Copy(ABSENT, fetch, Copy.ANY_LIFE, generation);
    }

    private static Answer ready(PublishedDocument found, String control, boolean dateIsExact) {
        return Answer.document(
                found.file(),
                new Validators(found.digest(), found.published(), dateIsExact, control));
    }

    /** Two publications within a second bear one date. */
    private static boolean dateIsExact(PublishedDocument found) {
        return found.replaced() == null
                || found.replaced()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .isBefore(found.published().truncatedTo(ChronoUnit.SECONDS));
    }
}
