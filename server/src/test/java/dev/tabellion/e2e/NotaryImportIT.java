package dev.tabellion.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.pki.Certified;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.process.Outcome;
import dev.tabellion.e2e.server.CommandLine;
import dev.tabellion.e2e.server.LogAudit;
import dev.tabellion.e2e.server.NotaryStorage;
import dev.tabellion.e2e.server.OriginalNotary;
import dev.tabellion.e2e.server.RunningSigner;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.e2e.server.Scene;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** The original, filled by its real client, taken over while that client looks away. */
class NotaryImportIT {

    private static final String EVERYTHING = "/v2/_trust/changefeed?records=1000";

    private static final Map<String, String> PASSPHRASE =
            Map.of("NOTARY_SIGNER_TIMESTAMP_1", "correct horse battery");

    private final Folder folder = Folder.make();
    private final Folder notaryFolder = Folder.make();

    @AfterEach
    void folders_go() {
        folder.close();
        notaryFolder.close();
    }

    @Test
    void a_notary_on_postgresql_is_taken_over_and_nobody_notices() {
        NotaryStorage storage = NotaryStorage.under(notaryFolder.path());
        isTakenOver(storage, storage::address);
    }

    @Test
    void a_notary_on_mariadb_is_taken_over_and_nobody_notices() {
        NotaryStorage storage = NotaryStorage.onMariaDb(notaryFolder.path());
        isTakenOver(storage, storage::address);
    }

    @Test
    void so_is_what_pg_dump_wrote_of_one() {
        NotaryStorage storage = NotaryStorage.onSystemPostgres(notaryFolder.path());
        isTakenOver(
                storage,
                () ->
                        dumpedAlike(
                                storage,
                                List.of("--inserts", "--rows-per-insert=7"),
                                List.of("--column-inserts", "--data-only"),
                                List.of("--no-owner")));
    }

    @Test
    void so_is_what_mariadb_dump_wrote_of_one() {
        NotaryStorage storage = NotaryStorage.onMariaDb(notaryFolder.path());
        isTakenOver(
                storage,
                () ->
                        dumpedAlike(
                                storage,
                                List.of("--hex-blob"),
                                List.of("--complete-insert", "--no-create-info"),
                                List.of("--skip-extended-insert", "--compact"),
                                List.of()));
    }

    /** Dumps it in each of the ways, and answers the last that was not cut. */
    @SafeVarargs
    private String dumpedAlike(NotaryStorage storage, List<String>... ways) {
        List<String> there = report(importing(storage.address(), "--dry-run"));
        Path dump = notaryFolder.path().resolve("dump.sql");
        for (List<String> options : ways) {
            String file = storage.dump(dump, options).toString();
            assertThat(report(importing(file, "--dry-run")))
                    .as("dumped with %s", options)
                    .isEqualTo(there);
        }
        importing(cut(dump)).failsSaying(", line ");
        assertThat(events()).isZero();
        return dump.toString();
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

    @Test
    void what_is_here_is_not_written_over_and_what_is_broken_stays_out() {
        var storage = NotaryStorage.under(notaryFolder.path());
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
            try (var tabellion = RunningTabellion.start(folder.path(), List.of())) {
                var owner =
                        new NotaryClient(
                                tabellion.endpoint(),
                                folder.path().resolve("owner"),
                                "example.com/taken");
                owner.init("-p").succeeds();
                tabellion.terminate();
            }
            long before = events();

            assertThat(importing(storage.address()).failsSaying("Nothing was written").said())
                    .contains("example.com/taken", "REFUSED: it exists here")
                    .contains("example.com/broken", "LEFT OUT: it does not verify");
            assertThat(events()).isEqualTo(before);

            importing(storage.address(), "--only", "keys", "--others-anyway")
                    .failsSaying("keys were taken in");
            assertThat(events()).isEqualTo(before);
            importing(storage.address(), "--only", "collections", "--others-anyway")
                    .failsSaying("The changefeed gets new numbers");
            try (var tabellion = RunningTabellion.start(folder.path(), List.of());
                    var wire = new Wire(tabellion.endpoint())) {
                wire.tuf("example.com/broken", "root.json").is(404);
                NotaryClient person =
                        scene.person("well", "example.com/well").through(tabellion.endpoint());
                person.add("v2", "two", "-p").succeeds();
                assertThat(person.names()).containsExactly("v1", "v2");
            }
        }
    }

    @Test
    void keys_go_to_the_signer_and_collections_to_the_server_that_asks_it() {
        var storage = NotaryStorage.under(notaryFolder.path());
        try (var notary = OriginalNotary.start(notaryFolder.path(), storage);
                var scene = new Scene(notary.endpoint())) {
            NotaryClient person = scene.person("app");
            person.init("-p").succeeds();
            person.add("v1", "one", "-p").succeeds();
            person.rotate("snapshot", "-r").succeeds();
            String room = folder.path().resolve("data-signer").toString();
            List<String> keys = importingInto(storage.address(), room, "--only", "keys");
            assertThat(run(keys).succeeds().said()).contains("2 keys were taken in");
            assertThat(run(keys).succeeds().said()).contains("0 keys were taken in");
            try (var signer = RunningSigner.start(folder.path())) {
                List<String> serving = signer.optionsOfServer();
                run(
                                importingInto(storage.address(), data(), "--only", "collections"),
                                Map.of(
                                        "TABELLION_SIGNER_URL",
                                        serving.get(1),
                                        "TABELLION_SIGNER_CREDENTIALS",
                                        serving.get(3)))
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

    /**
     * @param dumping where it is taken over from, once it is filled
     */
    private void isTakenOver(NotaryStorage storage, Supplier<String> dumping) {
        try (var notary = OriginalNotary.start(notaryFolder.path(), storage);
                var scene = new Scene(notary.endpoint())) {
            var people = new People(scene);
            people.fill(notary);
            String source = dumping.get();

            importing(source, Map.of("NOTARY_SIGNER_TIMESTAMP_1", "not it"))
                    .failsSaying("is wrong");
            importing(source, Map.of()).failsSaying("Nothing was written");
            assertThat(importing(source, "--dry-run").succeeds().said())
                    .contains("This was a dry run", "deleted there", "left behind")
                    .contains("named by the root that is served", "waiting for a root");
            assertThat(events()).isZero();

            assertThat(importing(source).succeeds().said())
                    .contains("The changefeed keeps its numbers")
                    .doesNotContain("DIFFERS");
            long imported = events();
            assertThat(importing(source).succeeds().said())
                    .contains("imported before, nothing to do", "0 keys were taken in");
            assertThat(events()).isEqualTo(imported);

            try (var tabellion = RunningTabellion.start(folder.path(), List.of());
                    var here = new Wire(tabellion.endpoint())) {
                isServedAlike(storage, scene.wire(), here);
                people.goOnAt(tabellion);
                assertThat(whoImported(tabellion)).containsExactly("Ada Lovelace");
                tabellion.terminate();
            }
            assertThat(importing(source).succeeds().said())
                    .contains("deleted here since", "0 keys were taken in");
        }
    }

    /** As the signer's journal tells it, of each key and of each position. */
    private static List<String> whoImported(RunningTabellion tabellion) {
        return new JdbcTemplate(
                        LogAudit.dataSource(LogAudit.embedded(tabellion.data()).orElseThrow()))
                .queryForList(
                        """
                        select distinct convert_from(entry, 'UTF8')::jsonb ->> 'by'
                        from signer.journal where kind in ('imported/1', 'key-imported/1')
                        """,
                        String.class);
    }

    private static void isServedAlike(NotaryStorage storage, Wire there, Wire here) {
        var current = new TreeSet<List<String>>((a, b) -> a.toString().compareTo(b.toString()));
        for (List<String> row : storage.documents()) {
            String gun = row.get(0);
            String role = row.get(1);
            isServedAlike(there, here, gun, row.get(2) + "." + role + ".json");
            isServedAlike(there, here, gun, role + "." + row.get(3) + ".json");
            current.add(List.of(gun, role));
        }
        assertThat(current).hasSizeGreaterThan(15);
        for (List<String> place : current) {
            isServedAlike(there, here, place.get(0), place.get(1) + ".json");
        }
        assertThat(changes(here)).isEqualTo(changes(there)).hasSizeGreaterThan(15);
    }

    private static void isServedAlike(Wire there, Wire here, String gun, String file) {
        var original = there.tuf(gun, file);
        var ours = here.tuf(gun, file);
        assertThat(ours.status()).as("%s of %s", file, gun).isEqualTo(original.status());
        assertThat(original.status()).isEqualTo(200);
        assertThat(ours.bytes()).as("%s of %s", file, gun).isEqualTo(original.bytes());
    }

    private static List<String> changes(Wire wire) {
        List<String> changes = new ArrayList<>();
        for (JsonNode record : wire.get(EVERYTHING).is(200).json().path("records")) {
            changes.add(
                    Stream.of("ID", "GUN", "Version", "SHA256", "Category")
                                    // its column pads a missing digest with blanks
                                    .map(name -> record.path(name).asString().strip())
                                    .toList()
                            + " "
                            + OffsetDateTime.parse(record.path("CreatedAt").asString())
                                    .toInstant());
        }
        return changes;
    }

    private Outcome importing(String source, String... options) {
        return importing(source, PASSPHRASE, options);
    }

    private Outcome importing(String source, Map<String, String> environment, String... options) {
        return CommandLine.run(folder.path(), environment, importingInto(source, data(), options));
    }

    private static List<String> importingInto(String source, String data, String... options) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "import",
                                "notary",
                                "--by",
                                "Ada Lovelace",
                                "--data",
                                data,
                                "--notary-server",
                                source,
                                "--notary-signer",
                                source));
        arguments.addAll(List.of(options));
        return arguments;
    }

    private Outcome run(List<String> arguments) {
        return run(arguments, Map.of());
    }

    private Outcome run(List<String> arguments, Map<String, String> further) {
        Map<String, String> environment = new HashMap<>(further);
        environment.putAll(PASSPHRASE);
        return CommandLine.run(folder.path(), environment, arguments);
    }

    /** How many there are: rebuilding tells. */
    private long events() {
        String said =
                CommandLine.run(folder.path(), Map.of(), List.of("rebuild", "--data", data()))
                        .succeeds()
                        .out();
        String count = said.replaceAll("(?s).*from (\\d+) events.*", "$1");
        return Long.parseLong(count);
    }

    private String data() {
        return folder.path().resolve("data").toString();
    }

    /** Who publishes and reads, before and after. */
    private static final class People {
        private final Scene scene;
        private final NotaryClient app;
        private final NotaryClient appReader;
        private final NotaryClient team;
        private final NotaryClient alice;
        private final NotaryClient reborn;
        private final NotaryClient gone;
        private final NotaryClient edwards;
        private final NotaryClient late;

        People(Scene scene) {
            this.scene = scene;
            app = scene.person("app");
            appReader = scene.person("reader");
            String teamGun = scene.freshGun();
            team = scene.person("team", teamGun);
            alice = scene.person("alice", teamGun);
            reborn = scene.person("reborn", scene.freshGun());
            gone = scene.person("gone", scene.freshGun());
            edwards = scene.person("edwards", scene.freshGun());
            late = scene.person("late", scene.freshGun());
        }

        void fill(OriginalNotary notary) {
            app.init("-p").succeeds();
            app.add("v1", "one", "-p").succeeds();
            app.rotate("timestamp", "-r").succeeds();
            app.rotate("targets").succeeds();
            app.rotate("root").succeeds();
            app.add("v2", "two", "-p").succeeds();
            assertThat(appReader.names()).containsExactly("v1", "v2");
            delegations();
            gone.init("-p").succeeds();
            gone.delete("--remote").succeeds();
            reborn.init("-p").succeeds();
            reborn.add("before", "one", "-p").succeeds();
            reborn.delete("--remote").succeeds();
            reborn.init("-p").succeeds();
            reborn.add("after", "two", "-p").succeeds();
            late.init().succeeds();
            notary.makeKeys("ed25519");
            edwards.init("-p").succeeds();
            edwards.rotate("snapshot", "-r").succeeds();
            edwards.add("v1", "one", "-p").succeeds();
        }

        private void delegations() {
            Certified key = scene.openSsl().ecdsaHolder("alice");
            team.init("-p").succeeds();
            team.rotate("snapshot", "-r").succeeds();
            alice.importDelegationKey(key.key()).succeeds();
            for (String role : List.of("targets/releases", "targets/old")) {
                team.delegation("add", role, key.certificate().toString(), "--all-paths")
                        .succeeds();
                team.publish().succeeds();
                alice.add("in-" + role.substring(8), "one", "-r", role, "-p").succeeds();
            }
            team.delegation("remove", "targets/old", "-y").succeeds();
            team.publish().succeeds();
        }

        void goOnAt(RunningTabellion tabellion) {
            var place = tabellion.endpoint();
            assertThat(appReader.through(place).names()).containsExactly("v1", "v2");
            app.through(place).add("v3", "three", "-p").succeeds();
            app.through(place).rotate("timestamp", "-r").succeeds();
            assertThat(appReader.through(place).names()).containsExactly("v1", "v2", "v3");
            alice.through(place).add("later", "two", "-r", "targets/releases", "-p").succeeds();
            team.through(place).add("main", "three", "-p").succeeds();
            assertThat(alice.through(place).names())
                    .containsExactlyInAnyOrder("in-releases", "later", "main");
            reborn.through(place).add("again", "three", "-p").succeeds();
            edwards.through(place).add("v2", "two", "-p").succeeds();
            edwards.through(place).rotate("snapshot", "-r").succeeds();
            late.through(place).add("first", "one", "-p").succeeds();
            gone.through(place).init("-p").succeeds();
            gone.through(place).add("second", "one", "-p").succeeds();
            reborn.through(place).delete("--remote").succeeds();
            reborn.through(place).init("-p").succeeds();
            reborn.through(place).add("third", "one", "-p").succeeds();
            assertThat(reborn.through(place).names()).containsExactly("third");
            for (NotaryClient person : List.of(app, team, gone, edwards, late)) {
                assertThat(person.through(place).names()).isNotEmpty();
            }
        }
    }
}
