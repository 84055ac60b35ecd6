package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Story;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.RoleName;
import org.junit.jupiter.api.Test;

/** What is remembered of a collection does not grow with its history. */
class ForgettingTest {
    private static final int MANY = Dossier.MOST_FORMER + 20;

    private final Stakeout stakeout = new Stakeout();
    private final Story story = new Story("example.org/app");
    private final PocketPublisher publisher = story.publisher();

    @Test
    void roles_that_come_and_go_are_forgotten_but_the_last_ones_and_those_that_are_still_there() {
        stakeout.hear(story, story.history());
        stakeout.upload(story, publisher.addTarget("v1").firstPublication());
        PocketKey key = PocketKey.ecdsa();
        publish(new RoleName("targets/stays"), key);
        for (int i = 0; i < MANY; i++) {
            RoleName role = new RoleName("targets/r" + i);
            publish(role, key);
            stakeout.upload(story, publisher.undelegate(role.value()).publication());
        }
        Dossier known = stakeout.known(new View.OfRecord(story.gun));
        assertThat(known.shown())
                .hasSize(Dossier.MOST_FORMER + 5)
                .containsKeys(new RoleName("targets/stays"), new RoleName("targets/r" + (MANY - 1)))
                .doesNotContainKey(new RoleName("targets/r0"));
        assertThat(known.revoked()).hasSize(Dossier.MOST_FORMER);
    }

    private void publish(RoleName role, PocketKey key) {
        publisher.delegate(role.value(), key).addTargetTo(role, "t", Bytes.utf8("t"));
        stakeout.upload(story, publisher.publication());
    }
}
