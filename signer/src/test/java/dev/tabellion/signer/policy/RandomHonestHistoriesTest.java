package dev.tabellion.signer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Decision;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.TrustedCollection;
import dev.tabellion.collection.Upload;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Honest histories nobody thought of: none of their requests is refused. */
class RandomHonestHistoriesTest {
    private static final int STEPS = 60;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void no_honest_request_is_ever_refused(long seed) {
        History history = new History(new Random(seed));
        for (int step = 0; step < STEPS; step++) {
            history.step();
        }
        assertThat(history.server.desk.judgements)
                .noneMatch(judgement -> judgement instanceof Judgement.Refused);
        assertThat(history.told).contains("publishes", "crashes", "renews");
        marksOnlyGoUp(history.server.desk.facts);
    }

    private static void marksOnlyGoUp(List<SigningFact> facts) {
        Map<KeyPlace, Integer> marks = new HashMap<>();
        for (SigningFact fact : facts) {
            if (fact instanceof SigningFact.Signed signed) {
                Integer before = marks.put(signed.place(), signed.version().number());
                assertThat(signed.version().number()).isGreaterThan(before == null ? 0 : before);
            }
        }
    }

    private static final class History {
        final PocketServer server = new PocketServer("example.org/app");
        final List<String> told = new ArrayList<>();
        private final Random random;
        private final List<RoleName> delegated = new ArrayList<>();
        private PocketPublisher publisher = server.publisher();
        private boolean ownSnapshots;
        private int names;

        History(Random random) {
            this.random = random;
            begin();
        }

        void step() {
            server.tells = random.nextInt(4) > 0;
            server.pass(Duration.ofMinutes(random.nextInt(600)));
            switch (random.nextInt(13)) {
                case 0 -> publish("delegates", delegation());
                case 1 -> publish("rotates root", rotated(RoleName.ROOT));
                case 2 -> publish("rotates targets", rotated(RoleName.TARGETS));
                case 3 -> publish("rotates timestamp", rotated(RoleName.TIMESTAMP));
                case 4 -> moveSnapshots();
                case 5 -> renew();
                case 6 -> race();
                case 7 -> undelegate();
                case 8 -> rarely(this::dieAndBeBornAgain);
                case 9 -> publishDelegation();
                default -> publish("publishes", publisher.addTarget("v" + names++).publication());
            }
        }

        private void publish(String what, List<Upload> uploads) {
            told.add(what);
            while (random.nextInt(4) == 0) {
                told.add("crashes");
                server.loses(server.publication(uploads));
                server.pass(Duration.ofSeconds(random.nextInt(100_000)));
            }
            server.accepts(uploads);
            if (ownSnapshots) {
                server.syncs(publisher);
            }
        }

        private List<Upload> delegation() {
            RoleName role = new RoleName("targets/d" + names++);
            publisher.delegate(role.value(), PocketKey.ecdsa());
            delegated.add(role);
            List<Upload> uploads = new ArrayList<>(publisher.publication());
            return uploads;
        }

        private void publishDelegation() {
            if (!delegated.isEmpty()) {
                RoleName role = delegated.get(random.nextInt(delegated.size()));
                publisher.addTargetTo(role, "d" + names++, Bytes.utf8("d"));
                publish("publishes a delegation", publisher.publication());
            }
        }

        private void undelegate() {
            if (!delegated.isEmpty()) {
                RoleName role = delegated.remove(random.nextInt(delegated.size()));
                publish("undelegates", publisher.undelegate(role.value()).publication());
            }
        }

        private List<Upload> rotated(RoleName role) {
            if (role.equals(RoleName.ROOT)) {
                publisher.rotateRoot(publisher.certified(PocketKey.ecdsa()));
            } else if (role.equals(RoleName.TARGETS)) {
                publisher.rotateTargets(PocketKey.ecdsa());
            } else {
                publisher.rotateTimestamp(server.newKey(role).key());
            }
            return publisher.publication();
        }

        private void moveSnapshots() {
            ownSnapshots = !ownSnapshots;
            if (ownSnapshots) {
                publisher.leaveSnapshotToServer(server.newKey(RoleName.SNAPSHOT).key());
            } else {
                publisher.rotateSnapshot(PocketKey.ecdsa());
            }
            publish("moves snapshots", publisher.publication());
        }

        private void renew() {
            told.add("renews");
            server.pass(Duration.ofDays(8));
            if (random.nextBoolean()) {
                server.loses(server.renewal());
                server.pass(Duration.ofMinutes(random.nextInt(60)));
            }
            server.accepts(server.renewal());
        }

        /** Another node renews while this one publishes; one of both is too late. */
        private void race() {
            told.add("races");
            server.pass(Duration.ofDays(8));
            TrustedCollection stale = server.collection;
            List<Upload> uploads = publisher.addTarget("v" + names++).publication();
            Decision.Accepted published = server.loses(server.publication(uploads));
            Decision.Accepted renewed = server.loses(stale, server.renewal());
            if (random.nextBoolean()) {
                server.commit(published);
            } else {
                server.commit(renewed);
                server.accepts(uploads);
            }
            if (ownSnapshots) {
                server.syncs(publisher);
            }
        }

        private void rarely(Runnable what) {
            if (random.nextInt(3) == 0) {
                what.run();
            }
        }

        private void dieAndBeBornAgain() {
            told.add("dies");
            server.accepts(server.deletion());
            begin();
        }

        private void begin() {
            ownSnapshots = random.nextBoolean();
            delegated.clear();
            publisher = ownSnapshots ? server.publisherWithoutSnapshots() : server.publisher();
            publish("begins", publisher.firstPublication());
        }
    }
}
