package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.json.PlainJson;
import dev.tabellion.tuf.RoleName;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What another server says of a collection: its documents, by role and version, and what its
 * changefeed told. Nothing of it is believed yet.
 */
public record CollectionPast(Gun gun, List<PastFile> files, List<PastChange> changes) {
    private static final Comparator<PastFile> BY_ROLE_AND_VERSION =
            Comparator.comparing(PastFile::role).thenComparing(PastFile::version);

    public CollectionPast {
        files = files.stream().sorted(BY_ROLE_AND_VERSION).toList();
        changes = changes.stream().sorted(Comparator.comparingLong(PastChange::id)).toList();
    }

    /** Whether nothing is left of it but what the changefeed tells. */
    public boolean isDeleted() {
        return files.isEmpty();
    }

    /** By ascending version. */
    List<PastFile> of(RoleName role) {
        return files.stream().filter(file -> file.role().equals(role)).toList();
    }

    @Nullable PastFile find(RoleName role, Sha256 digest) {
        return files.stream()
                .filter(file -> file.role().equals(role) && file.digest().equals(digest))
                .findFirst()
                .orElse(null);
    }

    /** The same just when everything is: tells whether the other server changed since. */
    public Sha256 digest() {
        return new PlainJson()
                .text("gun", gun.value())
                .objects("files", files.stream().map(CollectionPast::json).toList())
                .objects("changes", changes.stream().map(CollectionPast::json).toList())
                .bytes()
                .sha256();
    }

    private static PlainJson json(PastFile file) {
        return new PlainJson()
                .text("role", file.role().value())
                .number("version", file.version().number())
                .text("digest", file.digest().hex())
                .text("at", file.at().toString());
    }

    private static PlainJson json(PastChange change) {
        Sha256 timestamp = change.timestamp();
        return new PlainJson()
                .number("id", change.id())
                .text("at", change.at().toString())
                .number("version", change.version())
                .text("timestamp", timestamp == null ? null : timestamp.hex());
    }
}
