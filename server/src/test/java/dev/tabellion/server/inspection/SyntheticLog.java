package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.CollectionOpened;
import dev.tabellion.collection.CollectionEvent.ManagedKeyCreated;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.CollectionEvent.SigningRequested;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.EventLeaf;
import dev.tabellion.collection.EventStream;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.inspection.DocumentBundle;
import dev.tabellion.inspection.PayloadBundle;
import dev.tabellion.signer.checkpoint.FolderCheckpointSigner;
import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.BundleContent;
import dev.tabellion.tlog.Checkpoint;
import dev.tabellion.tlog.CheckpointSigner.Answer;
import dev.tabellion.tlog.ConsistencyProof;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.LogResource;
import dev.tabellion.tlog.MerkleTree;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.Tile;
import dev.tabellion.tlog.TileWriter;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A log of any length as files, of publications such as servers make: two roles of ours each, with
 * signatures that nobody could verify and every digest in its place. The first snapshot of all is
 * too long for a bundle.
 */
final class SyntheticLog {
    static final Origin ORIGIN = new Origin("synthetic.example.org/log");
    private static final Instant BEGIN = Instant.parse("2026-11-22T08:30:00Z");
    private static final int PUBLICATIONS_EACH = 20;
    private static final int MANY_ROLES = 1_000;

    private final ExportFolder folder;
    private final long wanted;
    private final TileWriter tiles = new TileWriter(new MerkleTree(_ -> null, TreeSize.ZERO));
    private final List<Bytes> leaves = new ArrayList<>();
    private final List<Bytes> payloads = new ArrayList<>();
    private final SequencedMap<Sha256, Bytes> documents = new LinkedHashMap<>();
    private long size;

    private SyntheticLog(ExportFolder folder, long wanted) {
        this.folder = folder;
        this.wanted = wanted;
    }

    /** Writes one of just that many entries, signed with this key. */
    static void write(ExportFolder folder, long entries, FolderCheckpointSigner signer) {
        var log = new SyntheticLog(folder, entries);
        for (int each = 0; log.size < entries; each++) {
            log.collection("synthetic.example.org/c" + each);
        }
        log.end(signer);
    }

    private void collection(String name) {
        var stream = new Told(EventStream.of(new Gun(name)));
        ManagedKey timestamp = key(name + "t");
        ManagedKey snapshot = key(name + "s");
        stream.tell(new ManagedKeyCreated(RoleName.TIMESTAMP, 1, timestamp));
        stream.tell(new ManagedKeyCreated(RoleName.SNAPSHOT, 1, snapshot));
        stream.tell(new CollectionOpened(Dialect.NOTARY_V1, 1));
        for (int version = 1; version <= PUBLICATIONS_EACH; version++) {
            Instant until = BEGIN.plusSeconds(100_000L + version);
            FileMeta of = FileMeta.of(Bytes.utf8(name + version));
            var meta = size < PUBLICATIONS_EACH && version == 1 ? manyRoles(of) : twoRoles(of);
            stream.publish(
                    RoleName.SNAPSHOT, snapshot, new Snapshot(new Version(version), until, meta));
            stream.publish(
                    RoleName.TIMESTAMP, timestamp, new Timestamp(new Version(version), until, of));
        }
    }

    private static SortedMap<RoleName, FileMeta> twoRoles(FileMeta of) {
        return new TreeMap<>(Map.of(RoleName.ROOT, of, RoleName.TARGETS, of));
    }

    private static SortedMap<RoleName, FileMeta> manyRoles(FileMeta of) {
        SortedMap<RoleName, FileMeta> roles = twoRoles(of);
        for (int each = 0; each < MANY_ROLES; each++) {
            roles.put(new RoleName("targets/" + each), of);
        }
        return roles;
    }

    private static ManagedKey key(String seed) {
        Bytes value = Bytes.utf8(seed);
        return new ManagedKey(
                new KeyId(value.sha256().hex()), new PublicKey("ecdsa", value.sha256().bytes()));
    }

    /** One collection's events, as they are told. */
    private final class Told {
        private final Map<RoleName, Sha256> newest = new HashMap<>();
        private final EventStream stream;
        private long next;

        private Told(EventStream stream) {
            this.stream = stream;
        }

        private void publish(RoleName role, ManagedKey key, Metadata metadata) {
            Version version = metadata.version();
            Bytes payload = Dialect.NOTARY_V1.payloadOf(metadata);
            Bytes value = Sha256.sha512(payload);
            var signatures = List.of(new Signature(key.id(), "ecdsa", value));
            Bytes file = Dialect.NOTARY_V1.fileOf(payload, signatures);
            Sha256 digest = file.sha256();
            tell(
                    new SigningRequested(
                            role, version, List.of(key.id()), payload.sha256(), Reason.PUBLISHED));
            tell(
                    new SignatureProduced(
                            role, version, key.id(), payload.sha256(), value.sha256(), next));
            if (size < wanted) {
                documents.put(digest, file);
            }
            tell(
                    new MetadataPublished(
                            role,
                            version,
                            digest,
                            file.length(),
                            metadata.expires(),
                            List.of(key.id()),
                            newest.put(role, digest),
                            Author.SERVER,
                            Reason.PUBLISHED));
        }

        private void tell(CollectionEvent event) {
            if (size >= wanted) {
                return;
            }
            Bytes payload = EventJson.write(event);
            Bytes nonce = Bytes.utf8("%016d".formatted(size));
            var leaf =
                    new EventLeaf(
                            ORIGIN.text(),
                            "event-" + size,
                            BEGIN.plusMillis(size),
                            stream,
                            next++,
                            nonce.sha256(),
                            "request-" + size / 6,
                            null,
                            nonce,
                            event,
                            payload);
            append(leaf.bytes(), payload);
        }
    }

    private void append(Bytes leaf, Bytes payload) {
        leaves.add(leaf);
        payloads.add(payload);
        tiles.append(Hash.ofLeaf(leaf));
        size++;
        if (leaves.size() == LogResource.FULL) {
            flush();
        }
    }

    private void flush() {
        if (!leaves.isEmpty()) {
            var bundle = new Bundle((size - 1) / LogResource.FULL, leaves.size());
            folder.add(bundle.path(), new BundleContent(leaves).bytes());
            folder.add(PayloadBundle.pathOf(bundle), new PayloadBundle(payloads).bytes());
            writeDocuments(bundle);
            leaves.clear();
            payloads.clear();
            documents.clear();
        }
    }

    private void writeDocuments(Bundle bundle) {
        SequencedMap<Sha256, Bytes> together = new LinkedHashMap<>();
        documents.forEach(
                (digest, file) -> {
                    if (file.length() > DocumentBundle.LONGEST) {
                        folder.add("document/" + digest, file);
                    } else {
                        together.put(digest, file);
                    }
                });
        folder.add(DocumentBundle.pathOf(bundle), new DocumentBundle(together).bytes());
    }

    private void end(FolderCheckpointSigner signer) {
        flush();
        var last = new HashMap<Tile, Bytes>();
        tiles.take()
                .forEach(
                        each -> {
                            folder.add(each.tile().path(), each.content().bytes());
                            last.put(each.tile(), each.content().bytes());
                        });
        var tree = new MerkleTree(last::get, new TreeSize(size));
        var checkpoint = new Checkpoint(ORIGIN, new TreeHead(tree.size(), tree.root()));
        var signed =
                (Answer.Signed)
                        signer.sign(checkpoint.text(), TreeSize.ZERO, ConsistencyProof.EMPTY);
        folder.replace("checkpoint", SignedCheckpoint.of(checkpoint, signed.signature()).bytes());
    }
}
