package dev.tabellion.signer.policy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import java.util.List;

/** What the bytes to be signed say, or why they are no document that is signed here. */
sealed interface Payload {
    /** One canonical document of the role and version asked for: a snapshot or a timestamp. */
    record Document(Metadata metadata) implements Payload {
        /** Whether it says the same, but for the time at which it expires. */
        boolean saysLike(Document other) {
            return content(metadata).equals(content(other.metadata));
        }
    }

    record Faulty(String problem) implements Payload {}

    static Payload read(KeyPlace place, Version version, Bytes payload, Dialect dialect) {
        RoleName role = place.role();
        if (!role.equals(RoleName.SNAPSHOT) && !role.equals(RoleName.TIMESTAMP)) {
            return new Faulty("only publishers sign the role " + role);
        }
        try {
            Signed<?> read = dialect.read(role, dialect.fileOf(payload, List.of()));
            // unknown members may be a publisher's, but nothing is signed here that we do not write
            if (!dialect.payloadOf(read.metadata()).equals(payload)) {
                return new Faulty("not canonical, or with more in it than is known");
            }
            return read.metadata().version().equals(version)
                    ? new Document(read.metadata())
                    : new Faulty("of version " + read.metadata().version());
        } catch (MalformedMetadata e) {
            return new Faulty(e.problem());
        }
    }

    private static List<Object> content(Metadata metadata) {
        return switch (metadata) {
            case Snapshot snapshot -> List.of(snapshot.version(), snapshot.meta());
            case Timestamp timestamp -> List.of(timestamp.version(), timestamp.snapshot());
            case Metadata other -> List.of(other);
        };
    }
}
