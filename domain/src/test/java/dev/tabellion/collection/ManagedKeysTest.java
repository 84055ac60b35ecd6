package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.CollectionEvent.ManagedKeyCreated;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRotationStaged;
import dev.tabellion.collection.TrustCommand.EnsureManagedKey;
import dev.tabellion.collection.TrustCommand.RotateManagedKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagedKeysTest {
    private final Story story = new Story("example.org/app");

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void a_name_nobody_has_published_gets_a_key(KeyAlgorithm algorithm) {
        ManagedKey key = story.key(ensure(RoleName.TIMESTAMP, algorithm));

        assertThat(story.history())
                .containsExactly(new ManagedKeyCreated(RoleName.TIMESTAMP, 1, key));
        assertThat(story.signer.placeOf(key.key()))
                .isEqualTo(new KeyPlace(story.gun, 1, RoleName.TIMESTAMP));
        assertThat(story.collection().isOpen()).isFalse();
    }

    @Test
    void asking_again_makes_no_second_key() {
        ManagedKey key = story.key(ensure(RoleName.TIMESTAMP, KeyAlgorithm.ECDSA));

        assertThat(story.key(ensure(RoleName.TIMESTAMP, KeyAlgorithm.ECDSA))).isEqualTo(key);
        assertThat(story.key(rotate(RoleName.TIMESTAMP))).isEqualTo(key);
        assertThat(story.history()).hasSize(1);
    }

    @Test
    void each_role_has_its_own_key() {
        assertThat(story.key(ensure(RoleName.TIMESTAMP, KeyAlgorithm.ECDSA)))
                .isNotEqualTo(story.key(ensure(RoleName.SNAPSHOT, KeyAlgorithm.ECDSA)));
    }

    @Test
    void a_rotation_before_the_first_root_is_a_creation() {
        ManagedKey key = story.key(rotate(RoleName.SNAPSHOT));

        assertThat(story.history())
                .containsExactly(new ManagedKeyCreated(RoleName.SNAPSHOT, 1, key));
        assertThat(story.key(ensure(RoleName.SNAPSHOT, KeyAlgorithm.ECDSA))).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "targets", "targets/releases"})
    void only_snapshot_and_timestamp_keys_are_kept_here(String role) {
        RoleName name = new RoleName(role);
        assertThat(story.refused(ensure(name, KeyAlgorithm.ECDSA)))
                .isEqualTo(new Rejection.InvalidRole(role));
        assertThat(story.refused(rotate(name))).isEqualTo(new Rejection.InvalidRole(role));
    }

    @Test
    void the_key_in_use_is_told_and_a_rotation_waits_beside_it() {
        story.accepted(story.publisher().firstPublication());
        KeyId used = story.read(RoleName.TIMESTAMP).keyIds().getFirst();

        ManagedKey next = story.key(rotate(RoleName.TIMESTAMP));

        assertThat(story.history())
                .endsWith(new ManagedKeyRotationStaged(RoleName.TIMESTAMP, 1, next));
        assertThat(story.key(rotate(RoleName.TIMESTAMP))).isEqualTo(next);
        assertThat(story.key(ensure(RoleName.TIMESTAMP, KeyAlgorithm.ECDSA)).id())
                .isEqualTo(used)
                .isNotEqualTo(next.id());
    }

    @Test
    void a_role_the_publisher_signs_gets_a_key_in_waiting() {
        story.accepted(story.publisher().firstPublication());
        ManagedKey key = story.key(ensure(RoleName.SNAPSHOT, KeyAlgorithm.ECDSA));
        assertThat(story.history()).endsWith(new ManagedKeyCreated(RoleName.SNAPSHOT, 1, key));
        assertThat(story.key(rotate(RoleName.SNAPSHOT))).isEqualTo(key);
    }

    @Test
    void a_rotation_in_waiting_is_over_once_a_root_names_it() {
        PocketPublisher publisher = story.publisher();
        story.accepted(publisher.firstPublication());
        ManagedKey next = story.key(rotate(RoleName.TIMESTAMP));
        story.accepted(publisher.rotateTimestamp(next.key()).publication());

        assertThat(story.key(ensure(RoleName.TIMESTAMP, KeyAlgorithm.ECDSA)).id())
                .isEqualTo(next.id());
        assertThat(story.key(rotate(RoleName.TIMESTAMP))).isNotEqualTo(next);
    }

    private EnsureManagedKey ensure(RoleName role, KeyAlgorithm algorithm) {
        return new EnsureManagedKey(story.gun, role, algorithm);
    }

    private RotateManagedKey rotate(RoleName role) {
        return new RotateManagedKey(story.gun, role, KeyAlgorithm.ECDSA);
    }
}
