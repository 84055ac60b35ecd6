package dev.tabellion.pocket;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Upload;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Target;
import dev.tabellion.tuf.Version;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A whole publisher in the pocket: keys, certificates, and metadata signed as Notary's clients
 * sign.
 *
 * <pre>{@code
 * var publisher = PocketPublisher.of(gun, clock).withServerKeys(timestampKey);
 * upload(publisher.firstPublication());
 * upload(publisher.addTarget("v1").publication());
 * upload(publisher.attack().rollBack(RoleName.TARGETS));
 * }</pre>
 *
 * <p>Verbs stage a change; {@link #publication()} writes what is staged and takes for granted that
 * it is accepted. Attacks change nothing here, so that honest work can go on after them. Not for
 * several threads.
 */
public final class PocketPublisher {
    private final Gun gun;
    private final PocketDesk desk = new PocketDesk();
    private final PocketPen pen;
    private final TreeSet<RoleName> staged = new TreeSet<>();

    private PocketPublisher(Gun gun, Clock clock) {
        this.gun = gun;
        this.pen = new PocketPen(desk, clock);
    }

    /** With ECDSA keys, a root certificate made out to the collection and thresholds of one. */
    public static PocketPublisher of(Gun gun, Clock clock) {
        PocketPublisher publisher = new PocketPublisher(gun, clock);
        return publisher
                .holding(RoleName.ROOT, publisher.certified(PocketKey.ecdsa()))
                .holding(RoleName.TARGETS, PocketKey.ecdsa())
                .holding(RoleName.SNAPSHOT, PocketKey.ecdsa())
                .holding(RoleName.TIMESTAMP, PocketKey.ecdsa());
    }

    /** The server signs timestamps; snapshots are the publisher's. */
    public PocketPublisher withServerKeys(PublicKey timestamp) {
        desk.leaveToServer(RoleName.TIMESTAMP, timestamp);
        return this;
    }

    /** The server signs timestamps and snapshots. */
    public PocketPublisher withServerKeys(PublicKey timestamp, PublicKey snapshot) {
        desk.leaveToServer(RoleName.SNAPSHOT, snapshot);
        return withServerKeys(timestamp);
    }

    /** Holds these keys for a role, of which one must sign. Before the first publication. */
    public PocketPublisher holding(RoleName role, PocketKey... keys) {
        return holding(role, 1, keys);
    }

    public PocketPublisher holding(RoleName role, int threshold, PocketKey... keys) {
        desk.hold(role, threshold, List.of(keys));
        return this;
    }

    /** {@code key} with a certificate made out to this collection, valid from an hour ago. */
    public PocketKey certified(PocketKey key) {
        return key.certified(
                PocketCertificate.madeOutTo(gun.value(), pen.now().minusSeconds(3600)));
    }

    public Gun gun() {
        return gun;
    }

    public List<PocketKey> keysOf(RoleName role) {
        return desk.keysOf(role);
    }

    /** The version published last, 0 if none was. */
    public int versionOf(RoleName role) {
        return desk.versionOf(role);
    }

    /** The files published as {@code role}, oldest first. */
    public List<Bytes> publishedAs(RoleName role) {
        return List.copyOf(desk.publishedAs(role));
    }

    /** Has read a file that the server signed, and so goes on from its version. */
    public PocketPublisher downloads(RoleName role, Version version, Bytes file) {
        desk.remember(role, version.number(), file);
        return this;
    }

    /** Root, targets and, if its key is the publisher's, snapshot: version 1 of each. */
    public List<Upload> firstPublication() {
        staged.add(RoleName.ROOT);
        staged.add(RoleName.TARGETS);
        return publication();
    }

    public PocketPublisher addTarget(String name) {
        return addTarget(name, Bytes.utf8("content of " + name));
    }

    public PocketPublisher addTarget(String name, Bytes content) {
        return addTargetTo(RoleName.TARGETS, name, content);
    }

    public PocketPublisher addTargetTo(RoleName role, String name, Bytes content) {
        Map<String, Bytes> hashes =
                Map.of("sha256", content.sha256().bytes(), "sha512", Sha256.sha512(content));
        desk.targetsOf(role).put(name, new Target(content.length(), hashes, Bytes.utf8("")));
        staged.add(role);
        return this;
    }

    public PocketPublisher removeTarget(String name) {
        desk.targetsOf(RoleName.TARGETS).remove(name);
        staged.add(RoleName.TARGETS);
        return this;
    }

    /** Delegates every path to {@code role}, whose parent is the role that its name says. */
    public PocketPublisher delegate(String role, PocketKey... keys) {
        return delegate(role, 1, keys);
    }

    public PocketPublisher delegate(String role, int threshold, PocketKey... keys) {
        RoleName name = new RoleName(role);
        desk.hold(name, threshold, List.of(keys));
        desk.delegationsOf(parentOf(name)).put(name, List.of(""));
        staged.add(parentOf(name));
        return this;
    }

    public PocketPublisher undelegate(String role) {
        RoleName name = new RoleName(role);
        desk.delegationsOf(parentOf(name)).remove(name);
        staged.add(parentOf(name));
        return this;
    }

    public PocketPublisher rotateTargets(PocketKey... keys) {
        return rotate(RoleName.TARGETS, keys).restage(RoleName.TARGETS);
    }

    public PocketPublisher rotateSnapshot(PocketKey... keys) {
        return rotate(RoleName.SNAPSHOT, keys);
    }

    public PocketPublisher leaveSnapshotToServer(PublicKey key) {
        desk.leaveToServer(RoleName.SNAPSHOT, key);
        return restage(RoleName.ROOT);
    }

    public PocketPublisher rotateTimestamp(PublicKey key) {
        desk.leaveToServer(RoleName.TIMESTAMP, key);
        return restage(RoleName.ROOT);
    }

    /** The next root is signed by the old keys and the new; {@code keys} carry certificates. */
    public PocketPublisher rotateRoot(PocketKey... keys) {
        pen.retireRootKeys();
        return rotate(RoleName.ROOT, keys);
    }

    /** Has the role signed anew by the next publication, whether or not anything changed. */
    public PocketPublisher restage(RoleName role) {
        staged.add(role);
        return this;
    }

    /**
     * All that is staged, and a snapshot if its key is the publisher's. Nothing at all, as Notary's
     * clients send it, if nothing is staged and the server signs snapshots.
     */
    public List<Upload> publication() {
        Map<RoleName, Bytes> files = new LinkedHashMap<>();
        for (RoleName role : staged) {
            if (!role.equals(RoleName.SNAPSHOT)) {
                files.put(role, pen.next(role, files));
            }
        }
        return published(pen.withSnapshot(files));
    }

    /** The role's next file alone, as a holder of nothing but a delegation's key sends it. */
    public List<Upload> publicationOf(RoleName role) {
        Map<RoleName, Bytes> files = new TreeMap<>();
        files.put(role, pen.next(role, files));
        return published(files);
    }

    /** The next publication with {@code role} signed anew and indented: other bytes, no attack. */
    public List<Upload> reindent(RoleName role) {
        Map<RoleName, Bytes> files = new LinkedHashMap<>();
        Bytes file = pen.next(role, files);
        files.put(role, PocketFiles.indented(file));
        return published(role.equals(RoleName.SNAPSHOT) ? files : pen.withSnapshot(files));
    }

    /** What a thief of these keys could send. */
    public PocketAttack attack() {
        return new PocketAttack(this, desk, pen);
    }

    private List<Upload> published(Map<RoleName, Bytes> files) {
        staged.removeAll(files.keySet());
        return pen.sendOut(files);
    }

    private PocketPublisher rotate(RoleName role, PocketKey... keys) {
        desk.hold(role, desk.thresholdOf(role), List.of(keys));
        return restage(RoleName.ROOT);
    }

    private static RoleName parentOf(RoleName role) {
        RoleName parent = role.parent();
        if (parent == null) {
            throw new IllegalArgumentException(role + " has no parent to delegate to it");
        }
        return parent;
    }
}
