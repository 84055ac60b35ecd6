package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.process.Outcome;
import dev.tabellion.e2e.server.NotaryImport;
import dev.tabellion.e2e.server.NotaryStorage;
import dev.tabellion.e2e.server.OriginalNotary;
import dev.tabellion.e2e.server.Scene;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The original's databases as their own programs dump them, read where nobody reaches it. */
class NotaryDumpIT {
    private final Folder folder = Folder.make();
    private final Folder notaryFolder = Folder.make();
    private final TakenIn taken = TakenIn.under(folder.path());

    @AfterEach
    void folders_go() {
        folder.close();
        notaryFolder.close();
    }

    @Test
    void what_pg_dump_wrote_is_taken_over_however_it_was_asked_to() {
        isTakenOver(
                NotaryStorage.onSystemPostgres(notaryFolder.path()),
                List.of(
                        List.of("--inserts", "--rows-per-insert=7"),
                        List.of("--column-inserts", "--data-only"),
                        List.of("--no-owner")));
    }

    @Test
    void so_is_what_mariadb_dump_wrote() {
        isTakenOver(
                NotaryStorage.onMariaDb(notaryFolder.path()),
                List.of(
                        List.of("--hex-blob"),
                        List.of("--complete-insert", "--no-create-info"),
                        List.of("--skip-extended-insert", "--compact"),
                        List.of()));
    }

    private void isTakenOver(NotaryStorage storage, List<List<String>> ways) {
        try (var notary = OriginalNotary.start(notaryFolder.path(), storage);
                var scene = new Scene(notary.endpoint())) {
            var publishers = filled(scene, notary);
            String dump = dumpedAlike(storage, ways);

            assertThat(importing(dump).succeeds().said())
                    .contains("The changefeed keeps its numbers")
                    .doesNotContain("DIFFERS");
            long imported = taken.events();
            assertThat(importing(dump).succeeds().said())
                    .contains("imported before, nothing to do", "0 keys were taken in");
            assertThat(taken.events()).isEqualTo(imported);

            try (var tabellion = taken.served();
                    var here = new Wire(tabellion.endpoint())) {
                new ServedAlike(scene.wire(), here).is(storage, 8);
                for (NotaryClient each : publishers) {
                    NotaryClient person = each.through(tabellion.endpoint());
                    person.add("later", "two", "-p").succeeds();
                    assertThat(person.names()).contains("later");
                }
                assertThat(taken.whoImported()).containsExactly(NotaryImport.BY);
                tabellion.terminate();
            }
            taken.audit();
        }
    }

    /** Keys of each kind, and rows of each: of two lives, of one that is over, of none yet. */
    private static List<NotaryClient> filled(Scene scene, OriginalNotary notary) {
        NotaryClient reborn = scene.person("reborn");
        for (String target : List.of("before", "after")) {
            reborn.init("-p").succeeds();
            reborn.add(target, "one", "-p").succeeds();
            if (target.equals("before")) {
                reborn.delete("--remote").succeeds();
            }
        }
        NotaryClient gone = scene.person("gone", scene.freshGun());
        gone.init("-p").succeeds();
        gone.delete("--remote").succeeds();
        scene.person("late", scene.freshGun()).init().succeeds();
        notary.makeKeys("ed25519");
        NotaryClient edwards = scene.person("edwards", scene.freshGun());
        edwards.init("-p").succeeds();
        edwards.rotate("snapshot", "-r").succeeds();
        edwards.add("v1", "one", "-p").succeeds();
        return List.of(reborn, edwards);
    }

    /** Dumps it in each of the ways, and answers the last that was not cut. */
    private String dumpedAlike(NotaryStorage storage, List<List<String>> ways) {
        List<String> there = report(importing(storage.address(), "--dry-run"));
        Path dump = notaryFolder.path().resolve("dump.sql");
        for (List<String> options : ways) {
            String file = storage.dump(dump, options).toString();
            assertThat(report(importing(file, "--dry-run")))
                    .as("dumped with %s", options)
                    .isEqualTo(there);
        }
        importing(cut(dump)).failsSaying(", line ");
        assertThat(taken.events()).isZero();
        return dump.toString();
    }

    private Outcome importing(String source, String... options) {
        return taken.by().from(source, options);
    }

    private static List<String> report(Outcome told) {
        return told.succeeds()
                .out()
                .lines()
                .filter(line -> !line.matches("\\d{4}-\\d\\d-\\d\\dT.*")) // a log line
                .toList();
    }

    private static String cut(Path dump) {
        try {
            Path half = dump.resolveSibling("half.sql");
            byte[] whole = Files.readAllBytes(dump);
            return Files.write(half, Arrays.copyOf(whole, whole.length * 2 / 3)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cutting " + dump, e);
        }
    }
}
