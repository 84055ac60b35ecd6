package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.process.Outcome;
import dev.tabellion.e2e.server.CommandLine;
import dev.tabellion.e2e.server.RunningSigner;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.tuf.RoleName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A record restored for good: nobody has what it lost, and the signer, which forgot nothing, signs
 * nothing for it until its operator says so.
 */
class ReinstatedIT {
    private static final String GUN = "hostile.example.com/reinstated";

    private final Folder folder = Folder.make();
    private final PocketClock clock = PocketClock.running();
    private final RunningSigner signer = RunningSigner.start(folder.path());
    private final String credentials =
            RunningSigner.credentials(folder.path(), RunningSigner.ASKER).toString();

    @AfterEach
    void the_signer_ends() {
        signer.close();
        folder.close();
    }

    @Test
    void a_collection_goes_on_from_its_restored_state_with_versions_that_nobody_has_seen() {
        var original = Backing.freshDatabase();
        Author author;
        try (var server = server(original)) {
            author = Author.withoutSnapshots(server.wire(), GUN, clock).begins();
        }
        var backup = Backing.copyOf(original);
        int lastTimestamp;
        int lastSnapshot;
        try (var server = server(original)) {
            var now = new Author(server.wire(), author.pocket()).adds("lost-1").adds("lost-2");
            lastTimestamp = now.servedVersion(RoleName.TIMESTAMP);
            lastSnapshot = now.servedVersion(RoleName.SNAPSHOT);
        }

        int restored;
        try (var put = new PutBack(server(backup))) {
            var server = put.server();
            var now = new Author(server.wire(), author.pocket());
            restored = now.servedVersion(RoleName.TIMESTAMP);
            assertThat(restored).isLessThan(lastTimestamp);
            var answer = now.send(author.pocket().addTarget("too-early").publication());
            assertThat(answer.is(400).text()).contains("refused to sign", "base-unknown");
        }
        signer.terminate();

        reinstate(1, lastTimestamp + 1).failsSaying("tells of no timestamp");
        reinstate(1, restored).failsSaying("Nothing was changed");
        reinstate(1, restored, "--yes").succeeds();
        signer.restart();

        try (var put = new PutBack(server(backup))) {
            var server = put.server();
            var now = new Author(server.wire(), author.pocket());
            now.adds("after");
            assertThat(now.servedVersion(RoleName.TIMESTAMP)).isGreaterThan(lastTimestamp);
            assertThat(now.servedVersion(RoleName.SNAPSHOT)).isGreaterThan(lastSnapshot);
            now.findsEverythingChained();
        }
    }

    private HostedTabellion server(DatabaseOwner record) {
        return HostedTabellion.start(
                record,
                folder,
                clock,
                "tabellion.signer.url=" + signer.url(),
                "tabellion.signer.credentials=" + credentials);
    }

    private Outcome reinstate(int life, int timestamp, String... more) {
        var command =
                new ArrayList<>(
                        List.of(
                                "signer",
                                "reinstate",
                                GUN,
                                "--life",
                                Integer.toString(life),
                                "--timestamp-version",
                                Integer.toString(timestamp),
                                "--by",
                                "a test",
                                "--data",
                                signer.data().toString()));
        command.addAll(List.of(more));
        return CommandLine.run(folder.path(), Map.of(), command);
    }
}
