package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Upload;
import dev.tabellion.e2e.client.Answer;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many bodies for one next version, at the same moment. */
@Hosted
class ConflictWeaknessIT {
    private static final int RIVALS = 8;
    private static final int ROUNDS = 40;

    private final String gun = "hostile.example.com/" + UUID.randomUUID();
    private final HostedTabellion server;
    private final PocketClock clock;

    ConflictWeaknessIT(HostedTabellion server, PocketClock clock) {
        this.server = server;
        this.clock = clock;
    }

    /** There, two in five losers got 500. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void weakness_6_14_of_eight_bodies_at_once_one_wins_and_the_others_are_conflicts(
            boolean snapshotsByServer) {
        var author =
                snapshotsByServer
                        ? Author.withoutSnapshots(server.wire(), gun, clock)
                        : Author.of(server.wire(), gun, clock);
        author.begins();
        for (int round = 0; round < ROUNDS; round++) {
            var rivals = rivals(author.pocket().addTarget("v" + round));
            var answers =
                    AtOnce.all(
                            rivals.stream()
                                    .map(each -> (Callable<Answer>) () -> author.send(each))
                                    .toList());
            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
            for (int i = 0; i < RIVALS; i++) {
                if (answers.get(i).status() != 200) {
                    Refusal.of(answers.get(i), "VERSION");
                } else {
                    assertThat(author.served(RoleName.TARGETS)).isEqualTo(targetsIn(rivals.get(i)));
                }
            }
        }
        author.findsEverythingChained();
    }

    /** Different bodies of one next version, all of them honestly signed. */
    private List<List<Upload>> rivals(PocketPublisher pocket) {
        var rivals = new ArrayList<List<Upload>>();
        for (int i = 1; i < RIVALS; i++) {
            rivals.add(
                    pocket.attack()
                            .expireAt(RoleName.TARGETS, clock.instant().plus(Duration.ofDays(i))));
        }
        rivals.add(pocket.publication()); // last: it takes for granted that it wins
        return rivals;
    }

    private static Bytes targetsIn(List<Upload> uploads) {
        return uploads.stream()
                .filter(upload -> upload.role().equals(RoleName.TARGETS))
                .findFirst()
                .orElseThrow()
                .file();
    }
}
