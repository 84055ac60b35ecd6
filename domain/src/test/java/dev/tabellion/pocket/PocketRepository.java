package dev.tabellion.pocket;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.PathRule;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Target;
import dev.tabellion.tuf.Targets;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A whole TUF 1.0 repository in the pocket: keys, consistent snapshots, and files by the names that
 * clients ask for.
 *
 * <pre>{@code
 * var repository = PocketRepository.at(clock);
 * client.shown(repository.files());
 * client.shown(repository.addTarget("v1").release());
 * client.shown(repository.attack().rollBack(RoleName.TARGETS));
 * }</pre>
 *
 * <p>Verbs stage a change, {@link #release()} publishes it. What an attack publishes, stays. Not
 * for several threads.
 */
public final class PocketRepository {
    private static final Map<RoleName, Duration> VALIDITY =
            Map.of(
                    RoleName.ROOT, Duration.ofDays(365),
                    RoleName.SNAPSHOT, Duration.ofDays(14),
                    RoleName.TIMESTAMP, Duration.ofDays(1));

    private final Clock clock;
    private final SortedMap<String, Bytes> files = new TreeMap<>();
    private final Map<RoleName, List<PocketKey>> keys = new HashMap<>();
    private final Map<RoleName, Integer> thresholds = new HashMap<>();
    private final Map<RoleName, Integer> versions = new HashMap<>();
    private final Map<RoleName, Map<String, Target>> targets = new HashMap<>();
    private final Map<RoleName, Map<RoleName, Delegated>> delegations = new HashMap<>();
    private final SortedMap<RoleName, FileMeta> listed = new TreeMap<>();
    private final TreeSet<RoleName> staged = new TreeSet<>();
    private final List<PocketKey> retiredRoots = new ArrayList<>();

    private record Delegated(List<String> paths, boolean terminating) {}

    private PocketRepository(Clock clock) {
        this.clock = clock;
    }

    /** One Ed25519 key for each role, and version 1 of everything. */
    public static PocketRepository at(Clock clock) {
        PocketRepository repository = new PocketRepository(clock);
        for (RoleName role :
                List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP)) {
            repository.hold(role, 1, PocketKey.ed25519().forTuf());
        }
        repository.staged.add(RoleName.ROOT);
        repository.staged.add(RoleName.TARGETS);
        repository.release();
        return repository;
    }

    /** All files by the names that clients ask for. */
    public SortedMap<String, Bytes> files() {
        return new TreeMap<>(files);
    }

    public Bytes file(String name) {
        Bytes file = files.get(name);
        if (file == null) {
            throw new IllegalStateException("no " + name + " among " + files.keySet());
        }
        return file;
    }

    public int versionOf(RoleName role) {
        return versions.getOrDefault(role, 0);
    }

    public List<PocketKey> keysOf(RoleName role) {
        return List.copyOf(keys.getOrDefault(role, List.of()));
    }

    public PocketRepository addTarget(String name) {
        return addTarget(RoleName.TARGETS, name, Bytes.utf8("content of " + name));
    }

    public PocketRepository addTarget(RoleName role, String name, Bytes content) {
        Map<String, Bytes> hashes =
                Map.of("sha256", content.sha256().bytes(), "sha512", Sha256.sha512(content));
        targets.computeIfAbsent(role, _ -> new TreeMap<>())
                .put(name, new Target(content.length(), hashes, Bytes.utf8("")));
        staged.add(role);
        return this;
    }

    /** Delegates from {@code delegator}, in the order of calls. */
    public PocketRepository delegate(
            RoleName delegator, RoleName role, List<String> paths, PocketKey... signers) {
        hold(role, 1, signers);
        delegations
                .computeIfAbsent(delegator, _ -> new LinkedHashMap<>())
                .put(role, new Delegated(paths, false));
        staged.add(delegator);
        staged.add(role);
        return this;
    }

    /** New keys by the next root, which the old root keys sign as well. */
    public PocketRepository rotate(RoleName role, int threshold, PocketKey... signers) {
        if (role.equals(RoleName.ROOT)) {
            retiredRoots.addAll(keysOf(role));
        }
        hold(role, threshold, signers);
        staged.add(RoleName.ROOT);
        if (role.isTargets()) {
            staged.add(role);
        }
        return this;
    }

    /** Publishes what is staged, with a snapshot and a timestamp over it. */
    public SortedMap<String, Bytes> release() {
        for (RoleName role : staged) {
            List<PocketKey> signers = new ArrayList<>(keysOf(role));
            if (role.equals(RoleName.ROOT)) {
                signers.addAll(retiredRoots);
                retiredRoots.clear();
            }
            write(role, draft(role, versionOf(role) + 1, expiryOf(role)), signers);
        }
        staged.clear();
        return vouch();
    }

    /** The next snapshot and timestamp over what is listed. */
    SortedMap<String, Bytes> vouch() {
        writeNext(RoleName.SNAPSHOT);
        writeNext(RoleName.TIMESTAMP);
        return files();
    }

    /** What somebody with some of its keys could make of it. */
    public PocketSabotage attack() {
        return new PocketSabotage(this);
    }

    void hold(RoleName role, int threshold, PocketKey... signers) {
        keys.put(role, List.of(signers));
        thresholds.put(role, threshold);
    }

    /** The role's next file has the version after this one, whatever was published meanwhile. */
    public PocketRepository resume(RoleName role, int version) {
        goOnFrom(role, version);
        return this;
    }

    void goOnFrom(RoleName role, int version) {
        versions.put(role, version);
    }

    SortedMap<RoleName, FileMeta> listed() {
        return listed;
    }

    int thresholdOf(RoleName role) {
        return thresholds.getOrDefault(role, 1);
    }

    Instant now() {
        return clock.instant();
    }

    Instant expiryOf(RoleName role) {
        return now().plus(VALIDITY.getOrDefault(role, Duration.ofDays(90)));
    }

    void writeNext(RoleName role) {
        write(role, draft(role, versionOf(role) + 1, expiryOf(role)), keysOf(role));
    }

    Bytes write(RoleName role, Metadata metadata, List<PocketKey> signers) {
        Bytes file = signed(metadata, signers);
        put(role, metadata.version(), file);
        return file;
    }

    /** Puts a file where clients look for that version of the role, and lists it. */
    void put(RoleName role, Version version, Bytes file) {
        boolean isTimestamp = role.equals(RoleName.TIMESTAMP);
        files.put(isTimestamp ? "timestamp.json" : version + "." + role + ".json", file);
        versions.put(role, version.number());
        if (role.isTargets()) {
            listed.put(role, FileMeta.of(file).and(version));
        }
    }

    static Bytes signed(Metadata metadata, List<PocketKey> signers) {
        Bytes payload = Dialect.TUF_1_0.payloadOf(metadata);
        return Dialect.TUF_1_0.fileOf(
                payload, signers.stream().map(key -> key.sign(payload)).toList());
    }

    Metadata draft(RoleName role, int number, Instant expires) {
        Version version = new Version(number);
        if (role.equals(RoleName.ROOT)) {
            Map<RoleName, RoleKeys> roles = new HashMap<>();
            for (RoleName each : keys.keySet()) {
                if (each.isTopLevel()) {
                    roles.put(each, roleKeys(each));
                }
            }
            return new Root(version, expires, roles, true);
        }
        if (role.equals(RoleName.SNAPSHOT)) {
            return new Snapshot(version, expires, listed);
        }
        if (role.equals(RoleName.TIMESTAMP)) {
            int snapshot = versionOf(RoleName.SNAPSHOT);
            Bytes file = file(snapshot + ".snapshot.json");
            return new Timestamp(version, expires, FileMeta.of(file).and(new Version(snapshot)));
        }
        return new Targets(
                version, expires, targets.getOrDefault(role, Map.of()), delegationsOf(role));
    }

    private List<Delegation> delegationsOf(RoleName role) {
        List<Delegation> all = new ArrayList<>();
        delegations
                .getOrDefault(role, Map.of())
                .forEach(
                        (name, of) ->
                                all.add(
                                        new Delegation(
                                                name,
                                                roleKeys(name),
                                                of.paths(),
                                                PathRule.PATTERN,
                                                of.terminating())));
        return all;
    }

    RoleKeys roleKeys(RoleName role) {
        Map<KeyId, PublicKey> byId = new LinkedHashMap<>();
        keysOf(role).forEach(key -> byId.put(key.id(), key.key()));
        return new RoleKeys(byId, thresholdOf(role));
    }
}
