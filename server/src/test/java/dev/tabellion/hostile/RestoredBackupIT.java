package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Upload;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.server.Backing;
import dev.tabellion.tuf.RoleName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A database restored from a backup, which has forgotten publications that people have seen.
 *
 * <p>What holds: whoever has the lost publications (a publisher, a mirror) can bring them back byte
 * for byte, since all they prove is in them; and from then on any other content under their
 * versions is refused and recorded.
 *
 * <p>What does not hold yet, because it takes a memory outside this database: until they are
 * brought back, whoever may publish can put other content under a forgotten version; and the
 * timestamps signed after the restoration bear versions that were used before. The signer's own
 * journal and the log's witnesses are to notice both.
 */
class RestoredBackupIT {
    private static final String GUN = "hostile.example.com/restored";

    private static final MovedClock CLOCK = new MovedClock();
    private static Folder data;

    @BeforeAll
    static void make() {
        data = Folder.make();
    }

    @AfterAll
    static void remove() {
        data.close();
    }

    @Test
    void weakness_6_10_what_a_restored_backup_forgot_can_be_brought_back_and_not_be_contradicted() {
        var original = Backing.freshDatabase();
        Author author;
        try (var server = HostedTabellion.start(original, data, CLOCK)) {
            author = Author.of(server.wire(), GUN, CLOCK).begins().adds("v2");
        }
        var backup = Backing.copyOf(original);
        List<List<Upload>> forgotten = new ArrayList<>();
        try (var server = HostedTabellion.start(original, data, CLOCK)) {
            var seen = new Author(server.wire(), author.pocket());
            for (var target : List.of("v3", "v4")) {
                forgotten.add(author.pocket().addTarget(target).publication());
                seen.send(forgotten.getLast()).is(200);
            }
        }

        try (var server = HostedTabellion.start(backup, data, CLOCK)) {
            var restored = new Author(server.wire(), author.pocket());
            assertThat(restored.servedVersion(RoleName.TARGETS)).isEqualTo(2);
            var contradiction = author.pocket().attack().equivocate(RoleName.TARGETS);

            forgotten.forEach(each -> restored.send(each).is(200));

            Bytes last = author.pocket().publishedAs(RoleName.TARGETS).getLast();
            assertThat(restored.served(RoleName.TARGETS)).isEqualTo(last);
            restored.refused("VERSION", contradiction);
            assertThat(
                            server.sql()
                                    .queryForList(
                                            "select convert_from(payload, 'UTF8')::json->>'rule'"
                                                    + " from tabellion.event where collection = ?"
                                                    + " and name = 'publication-rejected'",
                                            String.class,
                                            GUN))
                    .containsExactly("equivocation");
            restored.adds("v5");
        }
    }
}
