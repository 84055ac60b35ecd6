package dev.tabellion.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketKey;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Another's TUF 1.0 repository that an eye watches: it shows whatever a test says, signed by whom
 * the test says, in the order of the calls. Nothing is checked before it is shown.
 */
final class Stage {
    final Stakeout stakeout = new Stakeout();
    final PocketKey root = key();
    final PocketKey targets = key();
    final PocketKey snapshot = key();
    final PocketKey timestamp = key();
    final PocketEye eye = new PocketEye(stakeout, () -> now(), Dialect.TUF_1_0, null);

    private final Map<RoleName, RoleKeys> roles = new HashMap<>();
    private final SortedMap<RoleName, FileMeta> listed = new TreeMap<>();
    private Instant now = Instant.parse("2026-11-22T08:30:00Z");
    private boolean consistent = true;
    private Duration validity = Duration.ofDays(10);

    Stage() {
        names(RoleName.ROOT, 1, root);
        names(RoleName.TARGETS, 1, targets);
        names(RoleName.SNAPSHOT, 1, snapshot);
        names(RoleName.TIMESTAMP, 1, timestamp);
    }

    /** Version 1 of everything. */
    static Stage healthy() {
        Stage stage = new Stage();
        stage.showRoot(1, stage.root);
        stage.showAll(1, Map.of(), List.of());
        return stage;
    }

    static PocketKey key() {
        return PocketKey.ed25519().forTuf();
    }

    private Instant now() {
        return now;
    }

    Stage pass(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** How long everything is valid from now on. */
    Stage validFor(Duration time) {
        validity = time;
        return this;
    }

    Stage inconsistent() {
        consistent = false;
        return this;
    }

    /** By the next root. */
    Stage names(RoleName role, int threshold, PocketKey... keys) {
        roles.put(role, roleKeys(threshold, keys));
        return this;
    }

    static RoleKeys roleKeys(int threshold, PocketKey... keys) {
        Map<KeyId, PublicKey> byId = new LinkedHashMap<>();
        Arrays.asList(keys).forEach(key -> byId.put(key.id(), key.key()));
        return new RoleKeys(byId, threshold);
    }

    static Delegation delegation(String role, String path, PocketKey... keys) {
        return delegation(role, path, false, keys);
    }

    static Delegation delegation(String role, String path, boolean terminating, PocketKey... keys) {
        return new Delegation(
                new RoleName(role),
                roleKeys(1, keys),
                List.of(path),
                PathRule.PATTERN,
                terminating);
    }

    static Target target(String content) {
        Bytes bytes = Bytes.utf8(content);
        return new Target(
                bytes.length(),
                Map.of("sha256", bytes.sha256().bytes(), "sha512", Sha256.sha512(bytes)),
                Bytes.utf8(""));
    }

    Root root(int version) {
        return new Root(new Version(version), expires(), roles, consistent);
    }

    Targets targets(int version, Map<String, Target> held, List<Delegation> delegations) {
        return new Targets(new Version(version), expires(), held, delegations);
    }

    Snapshot snapshot(int version) {
        return new Snapshot(new Version(version), expires(), listed);
    }

    Timestamp timestamp(int version, FileMeta named) {
        return new Timestamp(new Version(version), expires(), named);
    }

    void showRoot(int version, PocketKey... signers) {
        show(version + ".root.json", root(version), signers);
    }

    /** A timestamp and a snapshot over the targets, then those. */
    void showAll(int version, Map<String, Target> held, List<Delegation> delegations) {
        Bytes file = signed(targets(version, held, delegations), targets);
        lists(RoleName.TARGETS, version, file);
        showReferrers(version);
        eye.sees(version + ".targets.json", file);
    }

    void showReferrers(int version) {
        Bytes file = signed(snapshot(version), snapshot);
        FileMeta named = FileMeta.of(file).and(new Version(version));
        show("timestamp.json", timestamp(version, named), timestamp);
        eye.sees(version + ".snapshot.json", file);
    }

    /** In the next snapshot, and with the referrers a role shows itself. */
    void showDelegated(String role, int version, Map<String, Target> held, PocketKey... signers) {
        Bytes file = signed(targets(version, held, List.of()), signers);
        eye.sees(version + "." + role + ".json", file);
    }

    Stage lists(RoleName role, int version, Bytes file) {
        listed.put(role, FileMeta.of(file).and(new Version(version)));
        return this;
    }

    Stage listsNoMore(RoleName role) {
        listed.remove(role);
        return this;
    }

    Bytes show(String file, Metadata metadata, PocketKey... signers) {
        Bytes bytes = signed(metadata, signers);
        eye.sees(file, bytes);
        return bytes;
    }

    static Bytes signed(Metadata metadata, PocketKey... signers) {
        Bytes payload = Dialect.TUF_1_0.payloadOf(metadata);
        return Dialect.TUF_1_0.fileOf(
                payload, Arrays.stream(signers).map(key -> key.sign(payload)).toList());
    }

    Instant expires() {
        return now.plus(validity);
    }

    List<String> spoke() {
        return stakeout.spoke();
    }

    /** The one finding of a rule. */
    Finding found(String rule) {
        List<Finding> found =
                stakeout.findings().stream().filter(f -> f.rule().text().equals(rule)).toList();
        if (found.size() != 1) {
            throw new AssertionError(rule + " spoke " + found.size() + " times in " + spoke());
        }
        return found.getFirst();
    }
}
