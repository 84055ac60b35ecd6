package dev.tabellion.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.difference.Change.DelegationAdded;
import dev.tabellion.difference.Change.DelegationRemoved;
import dev.tabellion.difference.Change.ExpiryChanged;
import dev.tabellion.difference.Change.KeyAdded;
import dev.tabellion.difference.Change.KeyRemoved;
import dev.tabellion.difference.Change.PathsChanged;
import dev.tabellion.difference.Change.RoleAppeared;
import dev.tabellion.difference.Change.RoleGone;
import dev.tabellion.difference.Change.TargetAdded;
import dev.tabellion.difference.Change.TargetChanged;
import dev.tabellion.difference.Change.TargetRemoved;
import dev.tabellion.difference.Change.ThresholdChanged;
import dev.tabellion.difference.Change.VersionChanged;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Target;
import dev.tabellion.tuf.Targets;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StateDifferenceTest {
    private static final Instant THEN = Instant.parse("2026-11-22T00:00:00Z");
    private static final Instant LATER = Instant.parse("2027-11-22T00:00:00Z");
    private static final RoleName RELEASES = new RoleName("targets/releases");

    @Test
    void the_same_state_has_no_changes() {
        var state =
                state(Map.of(RoleName.ROOT, root(1, THEN, 1, "a"), RoleName.TARGETS, targets(1)));
        assertThat(StateDifference.between(state, state)).isEmpty();
    }

    @Test
    void a_root_tells_of_keys_thresholds_and_dates() {
        assertThat(between(RoleName.ROOT, root(1, THEN, 1, "a", "b"), root(2, LATER, 2, "b", "c")))
                .containsExactly(
                        new VersionChanged(RoleName.ROOT, new Version(1), new Version(2)),
                        new ExpiryChanged(RoleName.ROOT, THEN, LATER),
                        new KeyAdded(RoleName.ROOT, RoleName.TARGETS, new KeyId("c")),
                        new KeyRemoved(RoleName.ROOT, RoleName.TARGETS, new KeyId("a")),
                        new ThresholdChanged(RoleName.ROOT, RoleName.TARGETS, 1, 2));
    }

    @Test
    void targets_tell_what_was_added_changed_and_removed() {
        var before = targets(1, Map.of("kept", 1, "moved", 2, "gone", 3), List.of());
        var after = targets(1, Map.of("kept", 1, "moved", 9, "new", 4), List.of());
        assertThat(between(RoleName.TARGETS, before, after))
                .containsExactlyInAnyOrder(
                        new TargetAdded(RoleName.TARGETS, "new", target(4)),
                        new TargetChanged(RoleName.TARGETS, "moved", target(2), target(9)),
                        new TargetRemoved(RoleName.TARGETS, "gone", target(3)));
    }

    @Test
    void delegations_come_change_and_go() {
        var none = targets(1, Map.of(), List.of());
        var wide = targets(1, Map.of(), List.of(releases("a", "")));
        var narrow = targets(1, Map.of(), List.of(releases("b", "v1/")));
        assertThat(between(RoleName.TARGETS, none, wide))
                .containsExactly(
                        new DelegationAdded(RoleName.TARGETS, RELEASES, List.of("")),
                        new KeyAdded(RoleName.TARGETS, RELEASES, new KeyId("a")));
        assertThat(between(RoleName.TARGETS, wide, narrow))
                .containsExactly(
                        new PathsChanged(RoleName.TARGETS, RELEASES, List.of(""), List.of("v1/")),
                        new KeyAdded(RoleName.TARGETS, RELEASES, new KeyId("b")),
                        new KeyRemoved(RoleName.TARGETS, RELEASES, new KeyId("a")));
        assertThat(between(RoleName.TARGETS, narrow, none))
                .containsExactly(new DelegationRemoved(RoleName.TARGETS, RELEASES));
    }

    @Test
    void a_role_appears_with_all_it_says_and_goes_in_one_word() {
        var nothing = new TreeMap<RoleName, Metadata>();
        var there = state(Map.of(RELEASES, targets(3, Map.of("v1", 1), List.of())));
        assertThat(StateDifference.between(nothing, there))
                .containsExactly(
                        new RoleAppeared(RELEASES, new Version(3)),
                        new TargetAdded(RELEASES, "v1", target(1)));
        assertThat(StateDifference.between(there, nothing))
                .containsExactly(new RoleGone(RELEASES, new Version(3)));
    }

    private static List<Change> between(RoleName role, Metadata before, Metadata after) {
        return StateDifference.between(state(Map.of(role, before)), state(Map.of(role, after)));
    }

    private static SortedMap<RoleName, Metadata> state(Map<RoleName, Metadata> documents) {
        return new TreeMap<>(documents);
    }

    private static Root root(int version, Instant expires, int threshold, String... targetsKeys) {
        Map<RoleName, RoleKeys> roles = new HashMap<>();
        for (RoleName role :
                List.of(RoleName.ROOT, RoleName.SNAPSHOT, RoleName.TIMESTAMP, RoleName.TARGETS)) {
            roles.put(role, keys(1, "k"));
        }
        roles.put(RoleName.TARGETS, keys(threshold, targetsKeys));
        return new Root(new Version(version), expires, roles);
    }

    private static Targets targets(int version) {
        return targets(version, Map.of(), List.of());
    }

    private static Targets targets(
            int version, Map<String, Integer> lengths, List<Delegation> delegations) {
        Map<String, Target> targets = new LinkedHashMap<>();
        lengths.forEach((name, length) -> targets.put(name, target(length)));
        return new Targets(new Version(version), THEN, targets, delegations);
    }

    private static Target target(int length) {
        return new Target(
                length,
                Map.of("sha256", Bytes.utf8("of " + length).sha256().bytes()),
                Bytes.utf8(""));
    }

    private static Delegation releases(String key, String path) {
        return new Delegation(RELEASES, keys(1, key), List.of(path));
    }

    private static RoleKeys keys(int threshold, String... ids) {
        Map<KeyId, PublicKey> keys = new LinkedHashMap<>();
        for (String id : ids) {
            keys.put(new KeyId(id), new PublicKey("ecdsa", Bytes.utf8(id)));
        }
        return new RoleKeys(keys, threshold);
    }
}
