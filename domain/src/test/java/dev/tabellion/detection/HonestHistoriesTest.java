package dev.tabellion.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Decision;
import dev.tabellion.collection.Story;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Honest publishers at work, by chance: nobody is woken, and of plain publications nothing is said
 * at all. What chance did is told by its seed.
 */
class HonestHistoriesTest {
    private static final int HISTORIES = Integer.getInteger("honest.histories", 250);
    private static final int STEPS = 12;

    /** Told always, whoever deletes. */
    private static final String DELETED = "REPOSITORY_DELETED";

    @Test
    void plain_publications_are_no_finding() {
        for (int seed = 0; seed < HISTORIES / 5; seed++) {
            Honest honest = new Honest(seed);
            honest.plainly(STEPS);
            assertThat(honest.stakeout.findings()).as("seed " + seed).isEmpty();
        }
    }

    @Test
    void nothing_that_honest_publishers_do_is_more_than_a_note() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Honest honest = new Honest(seed);
            honest.anything(STEPS);
            assertThat(honest.stakeout.findings())
                    .as("seed " + seed + ": " + honest.done)
                    .filteredOn(finding -> !finding.rule().text().equals(DELETED))
                    .allSatisfy(f -> assertThat(f.severity()).isEqualTo(Severity.INFO));
        }
    }

    @Test
    void a_history_heard_again_gives_the_same_findings() {
        for (int seed = 0; seed < HISTORIES / 10; seed++) {
            Honest honest = new Honest(seed);
            honest.anything(STEPS);
            assertThat(honest.stakeout.again())
                    .as("seed " + seed + ": " + honest.done)
                    .isEqualTo(honest.stakeout.findings());
        }
    }

    /** One collection and who publishes it. */
    private static final class Honest {
        private final Random chance;
        private final Story story = new Story("example.com/app");
        private final Stakeout stakeout = new Stakeout();
        private final List<String> done = new ArrayList<>();
        private final TreeSet<String> targets = new TreeSet<>();
        private final List<String> delegated = new ArrayList<>();
        private boolean snapshotIsOurs;
        private PocketPublisher publisher;
        private int counter;

        Honest(int seed) {
            chance = new Random(seed);
            publisher = begin();
        }

        private PocketPublisher begin() {
            targets.clear();
            delegated.clear();
            snapshotIsOurs = chance.nextBoolean();
            int before = story.history().size();
            publisher = snapshotIsOurs ? story.publisherWithoutSnapshots() : story.publisher();
            stakeout.hear(story, story.history().subList(before, story.history().size()));
            add();
            publish(publisher.firstPublication());
            return publisher;
        }

        void plainly(int steps) {
            for (int i = 0; i < steps; i++) {
                pass();
                add();
                publish(publisher.publication());
            }
        }

        void anything(int steps) {
            for (int i = 0; i < steps; i++) {
                pass();
                step(chance.nextInt(12));
            }
            stakeout.pass(story.now());
        }

        private void step(int which) {
            done.add(String.valueOf(which));
            switch (which) {
                case 0 -> publish(publisher.publication()); // nothing is staged
                case 1 -> remove();
                case 2 -> delegate();
                case 3 -> signAsDelegate();
                case 4 -> undelegate();
                case 5 -> publish(publisher.rotateTargets(PocketKey.ecdsa()).publication());
                case 6 -> rotateSnapshot();
                case 7 -> {
                    var key = newKey(RoleName.TIMESTAMP);
                    publish(publisher.rotateTimestamp(key).publication());
                }
                case 8 ->
                        publish(
                                publisher
                                        .rotateRoot(publisher.certified(PocketKey.ecdsa()))
                                        .publication());
                case 9 -> {
                    if (chance.nextInt(4) == 0) {
                        stakeout.command(story, new TrustCommand.DeleteCollection(story.gun));
                        begin();
                    }
                }
                default -> {
                    add();
                    publish(publisher.publication());
                }
            }
        }

        private void add() {
            String name = chance.nextBoolean() ? "latest" : "v" + counter;
            targets.add(name);
            publisher.addTarget(name, Bytes.utf8("content " + counter++));
        }

        private void remove() {
            if (!targets.isEmpty()) {
                publish(publisher.removeTarget(targets.pollFirst()).publication());
            }
        }

        private void delegate() {
            String role = "targets/signer" + counter++;
            delegated.add(role);
            publish(publisher.delegate(role, PocketKey.ecdsa()).publication());
        }

        private void signAsDelegate() {
            if (delegated.isEmpty()) {
                return;
            }
            RoleName role = new RoleName(delegated.get(chance.nextInt(delegated.size())));
            publisher.addTargetTo(role, "latest", Bytes.utf8("content " + counter++));
            publish(snapshotIsOurs ? publisher.publicationOf(role) : publisher.publication());
        }

        private void undelegate() {
            if (!delegated.isEmpty()) {
                publish(publisher.undelegate(delegated.removeLast()).publication());
            }
        }

        /** To and fro: to the server, and back to the publisher. */
        private void rotateSnapshot() {
            if (snapshotIsOurs) {
                publisher.downloads(
                        RoleName.SNAPSHOT,
                        story.read(RoleName.SNAPSHOT).metadata().version(),
                        story.served(RoleName.SNAPSHOT));
                publisher.rotateSnapshot(PocketKey.ecdsa());
            } else {
                publisher.leaveSnapshotToServer(newKey(RoleName.SNAPSHOT));
            }
            snapshotIsOurs = !snapshotIsOurs;
            publish(publisher.publication());
        }

        private dev.tabellion.tuf.PublicKey newKey(RoleName role) {
            int before = story.history().size();
            var key = story.newKey(role).key();
            stakeout.hear(story, story.history().subList(before, story.history().size()));
            return key;
        }

        private void pass() {
            for (int i = chance.nextInt(3); i >= 0; i--) {
                story.pass(Duration.ofHours(1 + chance.nextInt(60)));
                stakeout.command(story, new TrustCommand.RenewServerRoles(story.gun));
            }
        }

        private void publish(List<dev.tabellion.collection.Upload> uploads) {
            Decision decision = stakeout.upload(story, uploads);
            assertThat(decision).isInstanceOf(Decision.Accepted.class);
        }
    }
}
