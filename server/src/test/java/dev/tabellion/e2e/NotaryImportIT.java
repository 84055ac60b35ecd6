package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.NotaryImport;
import dev.tabellion.e2e.server.NotaryStorage;
import dev.tabellion.e2e.server.OriginalNotary;
import dev.tabellion.e2e.server.RunningSigner;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.e2e.server.Scene;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The original, filled by its real client, taken over while that client looks away. */
class NotaryImportIT {
    private final Folder folder = Folder.make();
    private final Folder notaryFolder = Folder.make();

    @AfterEach
    void folders_go() {
        folder.close();
        notaryFolder.close();
    }

    @Test
    void a_notary_on_postgresql_is_taken_over_and_nobody_notices() {
        isTakenOver(NotaryStorage.under(notaryFolder.path()));
    }

    @Test
    void a_notary_on_mariadb_is_taken_over_and_nobody_notices() {
        isTakenOver(NotaryStorage.onMariaDb(notaryFolder.path()));
    }

    private void isTakenOver(NotaryStorage storage) {
        var taken = TakenIn.under(folder.path());
        String source = storage.address();
        try (var notary = OriginalNotary.start(notaryFolder.path(), storage);
                var scene = new Scene(notary.endpoint())) {
            var people = new NotaryPeople(scene);
            people.fill(notary);

            NotaryImport mistaken =
                    taken.by().knowing(Map.of("NOTARY_SIGNER_TIMESTAMP_1", "not it"));
            mistaken.from(source).failsSaying("is wrong");
            mistaken.knowing(Map.of()).from(source).failsSaying("Nothing was written");
            assertThat(taken.by().from(source, "--dry-run").succeeds().said())
                    .contains("This was a dry run", "deleted there", "left behind")
                    .contains("named by the root that is served", "waiting for a root");
            assertThat(taken.events()).isZero();

            assertThat(taken.by().from(source).succeeds().said())
                    .contains("The changefeed keeps its numbers")
                    .doesNotContain("DIFFERS");
            long imported = taken.events();
            assertThat(taken.by().from(source).succeeds().said())
                    .contains("imported before, nothing to do", "0 keys were taken in");
            assertThat(taken.events()).isEqualTo(imported);

            try (var tabellion = taken.served();
                    var here = new Wire(tabellion.endpoint())) {
                new ServedAlike(scene.wire(), here).is(storage, 16);
                people.goOnAt(tabellion);
                assertThat(taken.whoImported()).containsExactly(NotaryImport.BY);
                tabellion.terminate();
            }
            taken.audit();
            assertThat(taken.by().from(source).succeeds().said())
                    .contains("deleted here since", "0 keys were taken in");
        }
    }

    @Test
    void what_is_here_is_not_written_over_and_what_is_broken_stays_out() {
        var taken = TakenIn.under(folder.path());
        var storage = NotaryStorage.under(notaryFolder.path());
        String source = storage.address();
        try (var notary = OriginalNotary.start(notaryFolder.path(), storage);
                var scene = new Scene(notary.endpoint())) {
            for (String name : List.of("taken", "broken", "well")) {
                NotaryClient person = scene.person(name, "example.com/" + name);
                person.init("-p").succeeds();
                person.add("v1", "one", "-p").succeeds();
            }
            storage.execute(
                    "update tuf_files set sha256 = repeat('0', 64), data = '{}'"
                            + " where gun = 'example.com/broken' and role = 'targets'");
            try (var tabellion = taken.served()) {
                var owner =
                        new NotaryClient(
                                tabellion.endpoint(),
                                folder.path().resolve("owner"),
                                "example.com/taken");
                owner.init("-p").succeeds();
                tabellion.terminate();
            }
            long before = taken.events();

            assertThat(taken.by().from(source).failsSaying("Nothing was written").said())
                    .contains("example.com/taken", "REFUSED: it exists here")
                    .contains("example.com/broken", "LEFT OUT: it does not verify");
            assertThat(taken.events()).isEqualTo(before);

            taken.by()
                    .from(source, "--only", "keys", "--others-anyway")
                    .failsSaying("keys were taken in");
            assertThat(taken.events()).isEqualTo(before);
            taken.by()
                    .from(source, "--only", "collections", "--others-anyway")
                    .failsSaying("The changefeed gets new numbers");
            try (var tabellion = taken.served();
                    var wire = new Wire(tabellion.endpoint())) {
                wire.tuf("example.com/broken", "root.json").is(404);
                NotaryClient person =
                        scene.person("well", "example.com/well").through(tabellion.endpoint());
                person.add("v2", "two", "-p").succeeds();
                assertThat(person.names()).containsExactly("v1", "v2");
            }
            taken.audit();
        }
    }

    /** Each into the database that comes with it. */
    @Test
    void keys_go_to_the_signer_and_collections_to_the_server_that_asks_it() {
        var storage = NotaryStorage.under(notaryFolder.path());
        try (var notary = OriginalNotary.start(notaryFolder.path(), storage);
                var scene = new Scene(notary.endpoint())) {
            NotaryClient person = scene.person("app");
            person.init("-p").succeeds();
            person.add("v1", "one", "-p").succeeds();
            person.rotate("snapshot", "-r").succeeds();
            var keys = NotaryImport.into(folder.path().resolve("data-signer"));
            for (String told : List.of("2 keys were taken in", "0 keys were taken in")) {
                assertThat(keys.from(storage.address(), "--only", "keys").succeeds().said())
                        .contains(told);
            }
            try (var signer = RunningSigner.start(folder.path())) {
                List<String> serving = signer.optionsOfServer();
                NotaryImport.into(folder.path().resolve("data"))
                        .knowing(
                                Map.of(
                                        "TABELLION_SIGNER_URL",
                                        serving.get(1),
                                        "TABELLION_SIGNER_CREDENTIALS",
                                        serving.get(3)))
                        .from(storage.address(), "--only", "collections")
                        .succeeds();
                try (var tabellion = RunningTabellion.start(folder.path(), serving)) {
                    NotaryClient here = person.through(tabellion.endpoint());
                    here.add("v2", "two", "-p").succeeds();
                    here.rotate("timestamp", "-r").succeeds();
                    assertThat(here.names()).containsExactly("v1", "v2");
                }
            }
        }
    }
}
