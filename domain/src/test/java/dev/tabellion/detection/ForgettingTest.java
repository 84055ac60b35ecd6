package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Story;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is remembered of a collection does not grow with its history. */
class ForgettingTest {
    private static final int MANY = Dossier.MOST_FORMER + 20;
    private static final RoleName STAYS = new RoleName("targets/stays");

    private final Stakeout stakeout = new Stakeout();
    private final Story story = new Story("example.org/app");
    private final PocketPublisher publisher = story.publisher();

    ForgettingTest() {
        stakeout.hear(story, story.history());
        stakeout.upload(story, publisher.addTarget("v1").firstPublication());
        publisher.delegate(STAYS.value(), PocketKey.ecdsa());
        publisher.addTargetTo(STAYS, "t", Bytes.utf8("t"));
        stakeout.upload(story, publisher.publication());
    }

    @Test
    void roles_that_come_and_go_are_forgotten_but_the_last_ones_and_those_that_are_still_there() {
        Dossier known = stakeout.known(new View.OfRecord(story.gun));
        Shown one = Objects.requireNonNull(known.shown().get(STAYS));
        SortedMap<RoleName, Shown> shown = new TreeMap<>(known.shown());
        var revoked = new TreeMap<RoleName, SortedMap<KeyId, Revoked>>();
        for (int i = 0; i < MANY; i++) {
            shown.put(former(i), heardAt(i, one));
            revoked.put(former(i), new TreeMap<>());
        }
        Dossier all = known.with(known.repository().without(shown, revoked));

        Dossier left = Forgetting.in(stakeout.looking(all));

        assertThat(left.shown())
                .hasSize(known.shown().size() + Dossier.MOST_FORMER)
                .containsKeys(STAYS, former(MANY - 1), former(MANY - Dossier.MOST_FORMER))
                .doesNotContainKey(former(MANY - Dossier.MOST_FORMER - 1));
        assertThat(left.revoked()).hasSize(Dossier.MOST_FORMER);
    }

    @Test
    void few_are_all_remembered() {
        stakeout.upload(story, publisher.undelegate(STAYS.value()).publication());
        Dossier known = stakeout.known(new View.OfRecord(story.gun));
        assertThat(known.shown()).containsKey(STAYS);
        assertThat(known.revoked()).containsKey(STAYS);
    }

    private static RoleName former(int number) {
        return new RoleName("targets/r" + number);
    }

    private static Shown heardAt(long leaf, Shown like) {
        return new Shown(
                like.version(),
                like.file(),
                like.payload(),
                like.expires(),
                leaf,
                like.at(),
                like.highest(),
                like.highestEver(),
                like.lately(),
                like.signers(),
                like.delegators());
    }
}
