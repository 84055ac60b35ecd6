package dev.tabellion.signer.policy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CurrentDocument;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.Upload;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
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
 * A server that somebody else owns: it has all public documents, old ones too, those of other
 * collections, and may ask whatever it likes. Snapshots are ours here.
 */
final class HostileServer {
    private static final RoleName ROOT = RoleName.ROOT;
    private static final RoleName TARGETS = RoleName.TARGETS;
    private static final RoleName SNAPSHOT = RoleName.SNAPSHOT;
    private static final RoleName TIMESTAMP = RoleName.TIMESTAMP;
    private static final RoleName RELEASES = new RoleName("targets/releases");

    final PocketServer server = new PocketServer("example.org/app");
    final PocketPublisher publisher = server.publisherWithoutSnapshots();

    HostileServer() {
        server.accepts(publisher.addTarget("v1").firstPublication());
        server.accepts(publisher.delegate("targets/releases", PocketKey.ecdsa()).publication());
        server.accepts(publisher.publicationOf(RELEASES));
    }

    Judgement judge(Ask ask) {
        return server.desk.judge(ask.request());
    }

    String refused(Ask ask) {
        return judge(ask) instanceof Judgement.Refused refused
                ? refused.rule()
                : "not refused: " + judge(ask);
    }

    /** The snapshot that an upload would yield if all of it were believed. */
    Ask publication(List<Upload> uploads) {
        Ask ask = snapshot(meta -> uploads.forEach(u -> meta.put(u.role(), FileMeta.of(u.file()))));
        for (Upload upload : uploads) {
            ask = ask.and(upload.role(), upload.file());
        }
        return ask.and(TARGETS, server.served(TARGETS)).and(RELEASES, server.served(RELEASES));
    }

    Ask snapshot(Consumer<SortedMap<RoleName, FileMeta>> lie) {
        SortedMap<RoleName, FileMeta> meta = meta();
        lie.accept(meta);
        int version = next(SNAPSHOT);
        return new Ask(
                new KeyPlace(server.gun, 1, SNAPSHOT),
                version,
                keysOf(SNAPSHOT),
                payload(new Snapshot(new Version(version), in(Duration.ofDays(90)), meta)),
                current(TIMESTAMP).digest(),
                List.of(
                        new Upload(ROOT, server.served(ROOT)),
                        new Upload(SNAPSHOT, server.served(SNAPSHOT))));
    }

    Ask timestamp(Bytes snapshotFile) {
        return timestamp(snapshotFile, next(TIMESTAMP));
    }

    Ask timestamp(Bytes snapshotFile, int version) {
        return timestamp(snapshotFile, version, Duration.ofDays(14));
    }

    Ask timestamp(Bytes snapshotFile, Duration validity) {
        return timestamp(snapshotFile, next(TIMESTAMP), validity);
    }

    Ask timestamp(Bytes snapshotFile, int version, Duration validity) {
        return new Ask(
                new KeyPlace(server.gun, 1, TIMESTAMP),
                version,
                keysOf(TIMESTAMP),
                payload(
                        new Timestamp(
                                new Version(version), in(validity), FileMeta.of(snapshotFile))),
                current(TIMESTAMP).digest(),
                List.of(new Upload(ROOT, server.served(ROOT)), new Upload(SNAPSHOT, snapshotFile)));
    }

    SortedMap<RoleName, FileMeta> meta() {
        Snapshot current =
                (Snapshot) PocketServer.read(SNAPSHOT, server.served(SNAPSHOT)).metadata();
        return new TreeMap<>(current.meta());
    }

    int next(RoleName role) {
        return current(role).version().number() + 1;
    }

    private CurrentDocument current(RoleName role) {
        CurrentDocument current = server.collection.current(role);
        if (current == null) {
            throw new AssertionError("nothing is served for " + role);
        }
        return current;
    }

    List<KeyId> keysOf(RoleName role) {
        return keysOf(server, role);
    }

    static List<KeyId> keysOf(PocketServer of, RoleName role) {
        Root root = (Root) PocketServer.read(ROOT, of.served(ROOT)).metadata();
        return root.topLevel(role).ids();
    }

    PublicKey keyOf(RoleName role) {
        Root root = (Root) PocketServer.read(ROOT, server.served(ROOT)).metadata();
        return root.topLevel(role).keys().values().iterator().next();
    }

    Instant in(Duration time) {
        return server.now().plus(time);
    }

    static Bytes payload(Metadata metadata) {
        return Dialect.NOTARY_V1.payloadOf(metadata);
    }
}
