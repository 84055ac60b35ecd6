package dev.tabellion.pocket;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Upload;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * What somebody with a publisher's keys, or with none, could send: each a whole upload with a
 * fitting snapshot where the publisher holds its key. Leaves the publisher as it was.
 */
public final class PocketAttack {
    private final PocketPublisher publisher;
    private final PocketDesk desk;
    private final PocketPen pen;

    PocketAttack(PocketPublisher publisher, PocketDesk desk, PocketPen pen) {
        this.publisher = publisher;
        this.desk = desk;
        this.pen = pen;
    }

    /** A new file with a lower version than the one before. */
    public List<Upload> rollBack(RoleName role) {
        return versioned(role, publisher.versionOf(role) - 1);
    }

    /** Other bytes under the version published last. */
    public List<Upload> equivocate(RoleName role) {
        Instant otherExpiry = pen.expiryOf(role).minusSeconds(1);
        return with(role, signed(role, publisher.versionOf(role), otherExpiry));
    }

    public List<Upload> fastForward(RoleName role, int version) {
        return versioned(role, version);
    }

    /** The very bytes of the file before the last one, or of the last if there is but one. */
    public List<Upload> replay(RoleName role) {
        List<Bytes> files = publisher.publishedAs(role);
        return with(role, files.get(Math.max(0, files.size() - 2)));
    }

    /** One signature less than the threshold asks for. */
    public List<Upload> signWithTooFew(RoleName role) {
        List<PocketKey> few = desk.keysOf(role).subList(0, desk.thresholdOf(role) - 1);
        return with(role, signedBy(role, few));
    }

    public List<Upload> signWithStranger(RoleName role) {
        return with(role, signedBy(role, List.of(PocketKey.ecdsa())));
    }

    /** The next file, which has expired a second ago. */
    public List<Upload> expire(RoleName role) {
        return with(role, signed(role, next(role), pen.now().minusSeconds(1)));
    }

    public List<Upload> expireAt(RoleName role, Instant expires) {
        return with(role, signed(role, next(role), expires));
    }

    /** The next root, signed only by a certificate the old root knows nothing of, and all below. */
    public List<Upload> replaceRoot() {
        List<PocketKey> before = desk.keysOf(RoleName.ROOT);
        int threshold = desk.thresholdOf(RoleName.ROOT);
        try {
            desk.hold(RoleName.ROOT, 1, List.of(publisher.certified(PocketKey.ecdsa())));
            Map<RoleName, Bytes> files = new LinkedHashMap<>();
            files.put(
                    RoleName.ROOT,
                    signed(RoleName.ROOT, next(RoleName.ROOT), expiry(RoleName.ROOT)));
            files.put(
                    RoleName.TARGETS,
                    signed(RoleName.TARGETS, next(RoleName.TARGETS), expiry(RoleName.TARGETS)));
            return PocketFiles.uploads(pen.withSnapshot(files));
        } finally {
            desk.hold(RoleName.ROOT, threshold, before);
        }
    }

    /** The next snapshot alone, saying something else than was published. */
    public List<Upload> misstate(Consumer<SortedMap<RoleName, FileMeta>> lie) {
        SortedMap<RoleName, FileMeta> meta = desk.meta(Map.of());
        lie.accept(meta);
        Snapshot snapshot =
                new Snapshot(new Version(next(RoleName.SNAPSHOT)), expiry(RoleName.SNAPSHOT), meta);
        Bytes file = desk.sign(snapshot, desk.keysOf(RoleName.SNAPSHOT));
        return List.of(new Upload(RoleName.SNAPSHOT, file));
    }

    /** A snapshot that names the role's file before the last one. */
    public List<Upload> pointBack(RoleName role) {
        List<Bytes> files = publisher.publishedAs(role);
        return misstate(meta -> meta.put(role, FileMeta.of(files.get(files.size() - 2))));
    }

    /** A snapshot that names bytes nobody ever published. */
    public List<Upload> pointNowhere(RoleName role) {
        return misstate(meta -> meta.put(role, FileMeta.of(Bytes.utf8("never published"))));
    }

    public List<Upload> dropFromSnapshot(RoleName role) {
        return misstate(meta -> meta.remove(role));
    }

    private List<Upload> versioned(RoleName role, int version) {
        return with(role, signed(role, version, expiry(role)));
    }

    private int next(RoleName role) {
        return publisher.versionOf(role) + 1;
    }

    private Instant expiry(RoleName role) {
        return pen.expiryOf(role);
    }

    private Bytes signed(RoleName role, int version, Instant expires) {
        return desk.sign(desk.draft(role, version, expires, Map.of()), desk.keysOf(role));
    }

    private Bytes signedBy(RoleName role, List<PocketKey> keys) {
        return desk.sign(desk.draft(role, next(role), expiry(role), Map.of()), keys);
    }

    private List<Upload> with(RoleName role, Bytes file) {
        Map<RoleName, Bytes> files = Map.of(role, file);
        return PocketFiles.uploads(
                role.equals(RoleName.SNAPSHOT) ? files : pen.withSnapshot(files));
    }
}
