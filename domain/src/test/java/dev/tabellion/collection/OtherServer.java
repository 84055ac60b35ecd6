package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.JdkSignatureCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a Notary would keep of a story: rows of documents, and a changefeed. */
final class OtherServer {
    private final Story story;
    private final List<PastFile> rows = new ArrayList<>();
    private final List<PastChange> changes = new ArrayList<>();
    private final Map<Sha256, Bytes> bytes = new HashMap<>();

    OtherServer(Story story) {
        this.story = story;
    }

    /** Keeps what the story published since the last time. */
    OtherServer keepsUp() {
        for (CollectionEvent event : story.history()) {
            if (event instanceof MetadataPublished e && !bytes.containsKey(e.digest())) {
                Bytes file = story.surroundings().documents().read(e.role(), e.digest()).raw();
                keeps(e.role(), e.version().number(), file);
            }
        }
        return this;
    }

    /** Keeps any row, as a server does that believes more than we do. */
    OtherServer keeps(RoleName role, int version, Bytes file) {
        bytes.put(file.sha256(), file);
        rows.add(
                new PastFile(
                        role, new Version(version), file.sha256(), file.length(), story.now()));
        if (role.equals(RoleName.TIMESTAMP)) {
            changes.add(new PastChange(100 + changes.size(), story.now(), version, file.sha256()));
        }
        return this;
    }

    OtherServer loses(RoleName role, int version) {
        rows.removeIf(row -> row.role().equals(role) && row.version().number() == version);
        return this;
    }

    /** Forgets all but that it told of it. */
    OtherServer deletes(Instant at) {
        rows.clear();
        changes.add(new PastChange(100 + changes.size(), at, 0, null));
        return this;
    }

    CollectionPast past() {
        return new CollectionPast(story.gun, rows, changes);
    }

    ImportableHistory judged() {
        return judgedBy(story.signer);
    }

    ImportableHistory judgedBy(KeyPlaces keyPlaces) {
        return ImportableHistory.judge(
                past(),
                row -> Dialect.NOTARY_V1.read(row.role(), file(row)),
                keyPlaces,
                new JdkSignatureCheck(),
                ImportableHistory.FeedIds.KEPT);
    }

    private Bytes file(PastFile row) {
        Bytes file = bytes.get(row.digest());
        if (file == null) {
            throw new IllegalStateException("lost: " + row);
        }
        return file;
    }
}
