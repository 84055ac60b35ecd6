package dev.tabellion.pocket;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Target;
import dev.tabellion.tuf.Targets;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where a pocket publisher writes: its keys, what it wants to say, and what it has published. */
final class PocketDesk {
    private final Map<RoleName, List<PocketKey>> held = new HashMap<>();
    private final Map<RoleName, PublicKey> served = new HashMap<>();
    private final Map<RoleName, Integer> thresholds = new HashMap<>();
    private final Map<RoleName, SortedMap<String, Target>> targets = new HashMap<>();
    private final Map<RoleName, Map<RoleName, List<String>>> delegations = new HashMap<>();
    private final Map<RoleName, List<Bytes>> published = new TreeMap<>();
    private final Map<RoleName, Integer> versions = new HashMap<>();

    /** The publisher holds these keys of the role, and nobody else holds any. */
    void hold(RoleName role, int threshold, List<PocketKey> keys) {
        held.put(role, List.copyOf(keys));
        thresholds.put(role, threshold);
        served.remove(role);
    }

    void leaveToServer(RoleName role, PublicKey key) {
        served.put(role, key);
        held.remove(role);
        thresholds.remove(role);
    }

    boolean holds(RoleName role) {
        return held.containsKey(role);
    }

    List<PocketKey> keysOf(RoleName role) {
        return held.getOrDefault(role, List.of());
    }

    int thresholdOf(RoleName role) {
        return thresholds.getOrDefault(role, 1);
    }

    SortedMap<String, Target> targetsOf(RoleName role) {
        return targets.computeIfAbsent(role, r -> new TreeMap<>());
    }

    /** Delegated roles and their paths. */
    Map<RoleName, List<String>> delegationsOf(RoleName role) {
        return delegations.computeIfAbsent(role, r -> new LinkedHashMap<>());
    }

    int versionOf(RoleName role) {
        return versions.getOrDefault(role, 0);
    }

    List<Bytes> publishedAs(RoleName role) {
        return published.getOrDefault(role, List.of());
    }

    void remember(RoleName role, int version, Bytes file) {
        versions.put(role, version);
        published.computeIfAbsent(role, r -> new ArrayList<>()).add(file);
    }

    /** Writes what the role is to say now; {@code beside} are the files that go out with it. */
    Metadata draft(RoleName role, int version, Instant expires, Map<RoleName, Bytes> beside) {
        Version number = new Version(version);
        if (role.equals(RoleName.ROOT)) {
            return root(number, expires);
        }
        if (role.equals(RoleName.SNAPSHOT)) {
            return new Snapshot(number, expires, meta(beside));
        }
        List<Delegation> delegated =
                delegationsOf(role).entrySet().stream()
                        .map(d -> new Delegation(d.getKey(), roleKeys(d.getKey()), d.getValue()))
                        .toList();
        return new Targets(number, expires, targetsOf(role), delegated);
    }

    Bytes sign(Metadata metadata, List<PocketKey> keys) {
        Bytes payload = Dialect.NOTARY_V1.payloadOf(metadata);
        Set<KeyId> signed = new HashSet<>();
        List<Signature> signatures =
                keys.stream().filter(k -> signed.add(k.id())).map(k -> k.sign(payload)).toList();
        return Dialect.NOTARY_V1.fileOf(payload, signatures);
    }

    SortedMap<RoleName, FileMeta> meta(Map<RoleName, Bytes> beside) {
        SortedMap<RoleName, FileMeta> meta = new TreeMap<>();
        published.forEach((role, files) -> meta.put(role, FileMeta.of(files.getLast())));
        beside.forEach((role, file) -> meta.put(role, FileMeta.of(file)));
        meta.remove(RoleName.SNAPSHOT);
        return meta;
    }

    private Root root(Version version, Instant expires) {
        Map<RoleName, RoleKeys> roles = new HashMap<>();
        for (RoleName role :
                List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP)) {
            roles.put(role, roleKeys(role));
        }
        return new Root(version, expires, roles);
    }

    private RoleKeys roleKeys(RoleName role) {
        Map<KeyId, PublicKey> keys = new LinkedHashMap<>();
        PublicKey server = served.get(role);
        if (server != null) {
            keys.put(Dialect.NOTARY_V1.keyIdOf(server), server);
        }
        keysOf(role).forEach(key -> keys.put(key.id(), key.key()));
        return new RoleKeys(keys, thresholdOf(role));
    }
}
