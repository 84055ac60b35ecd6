package dev.tabellion.pocket;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.Upload;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Somebody who owns a server: asks its signer for whatever they like, with all documents it ever
 * had. Has no key.
 */
public record PocketIntruder(PocketServer server) {
    private static final Duration FORTNIGHT = Duration.ofDays(14);
    private static final Duration QUARTER = Duration.ofDays(90);

    /** The snapshot that an upload would yield if all of it were believed, with it as evidence. */
    public PocketAsk publication(List<Upload> uploads) {
        PocketAsk ask =
                snapshot(meta -> uploads.forEach(u -> meta.put(u.role(), FileMeta.of(u.file()))));
        for (Upload upload : uploads) {
            ask = ask.and(upload.role(), upload.file());
        }
        return withParents(ask);
    }

    /** The next snapshot, saying something else than the last one did. */
    public PocketAsk snapshot(Consumer<SortedMap<RoleName, FileMeta>> lie) {
        SortedMap<RoleName, FileMeta> meta = meta();
        lie.accept(meta);
        int version = next(RoleName.SNAPSHOT);
        return new PocketAsk(
                place(RoleName.SNAPSHOT),
                version,
                keysOf(RoleName.SNAPSHOT),
                payload(new Snapshot(new Version(version), in(QUARTER), meta)),
                server.current(RoleName.TIMESTAMP).digest(),
                List.of(
                        new Upload(RoleName.ROOT, server.served(RoleName.ROOT)),
                        new Upload(RoleName.SNAPSHOT, server.served(RoleName.SNAPSHOT))));
    }

    /** One that names this file for the role, with all that could justify it. */
    public PocketAsk snapshotNaming(RoleName role, Bytes file) {
        return withParents(snapshot(meta -> meta.put(role, FileMeta.of(file))).and(role, file));
    }

    public PocketAsk timestamp(Bytes snapshotFile) {
        return timestamp(snapshotFile, next(RoleName.TIMESTAMP), FORTNIGHT);
    }

    public PocketAsk timestamp(Bytes snapshotFile, int version) {
        return timestamp(snapshotFile, version, FORTNIGHT);
    }

    public PocketAsk timestamp(Bytes snapshotFile, Duration validity) {
        return timestamp(snapshotFile, next(RoleName.TIMESTAMP), validity);
    }

    public PocketAsk timestamp(Bytes snapshotFile, int version, Duration validity) {
        return new PocketAsk(
                place(RoleName.TIMESTAMP),
                version,
                keysOf(RoleName.TIMESTAMP),
                payload(
                        new Timestamp(
                                new Version(version), in(validity), FileMeta.of(snapshotFile))),
                server.current(RoleName.TIMESTAMP).digest(),
                List.of(
                        new Upload(RoleName.ROOT, server.served(RoleName.ROOT)),
                        new Upload(RoleName.SNAPSHOT, snapshotFile)));
    }

    /** A fresh one over what is served: the one thing that needs no publisher. */
    public PocketAsk freshTimestamp() {
        return timestamp(server.served(RoleName.SNAPSHOT));
    }

    /** What the current snapshot says. */
    public SortedMap<RoleName, FileMeta> meta() {
        return new TreeMap<>(
                ((Snapshot) read(RoleName.SNAPSHOT, server.served(RoleName.SNAPSHOT))).meta());
    }

    public KeyPlace place(RoleName role) {
        return new KeyPlace(server.gun(), server.collection().life(), role);
    }

    public int next(RoleName role) {
        return server.current(role).version().number() + 1;
    }

    public List<KeyId> keysOf(RoleName role) {
        return root().topLevel(role).ids();
    }

    /** The one key of a role. */
    public PublicKey keyOf(RoleName role) {
        return root().topLevel(role).keys().values().iterator().next();
    }

    public Instant in(Duration time) {
        return server.clock().instant().plus(time);
    }

    public static Bytes payload(Metadata metadata) {
        return Dialect.NOTARY_V1.payloadOf(metadata);
    }

    private PocketAsk withParents(PocketAsk ask) {
        PocketAsk all = ask;
        for (RoleName role : meta().keySet()) {
            if (role.isTargets()) {
                all = all.and(role, server.served(role));
            }
        }
        return all;
    }

    private Root root() {
        return (Root) read(RoleName.ROOT, server.served(RoleName.ROOT));
    }

    private static Metadata read(RoleName role, Bytes file) {
        return PocketServer.read(role, file).metadata();
    }
}
