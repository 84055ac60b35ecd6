package dev.tabellion.rehearsal;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Upload;
import dev.tabellion.e2e.client.Answer;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.LogAudit;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.PublicKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** A scratch server of the real program, with its own data directory and database. */
final class Stage implements AutoCloseable {
    private static final Map<String, String> WATCHFUL =
            Map.of("TABELLION_LOG_INSPECTION_ROUND", "1s", "TABELLION_LOG_INSPECTION_REST", "1s");

    private final Folder folder = Folder.make();
    private RunningTabellion server = RunningTabellion.start(folder.path(), List.of(), WATCHFUL);
    private Scene scene = new Scene(server.endpoint());

    /** A publisher of a collection of its own that was published twice. */
    PocketPublisher publisher() {
        String gun = scene.freshGun();
        PocketPublisher publisher =
                PocketPublisher.of(new Gun(gun), Clock.systemUTC())
                        .withServerKeys(serverKey(gun, "timestamp"));
        send(publisher, publisher.addTarget("v1").firstPublication()).is(200);
        send(publisher, publisher.addTarget("v2").publication()).is(200);
        return publisher;
    }

    /** One who has published nothing yet. */
    PocketPublisher newcomer(PublicKey timestamp) {
        return PocketPublisher.of(new Gun(scene.freshGun()), Clock.systemUTC())
                .withServerKeys(timestamp);
    }

    PublicKey serverKey(String gun, String role) {
        var json = scene.wire().tuf(gun, role + ".key").is(200).json();
        return new PublicKey(
                json.at("/keytype").asString(),
                Bytes.of(Base64.getDecoder().decode(json.at("/keyval/public").asString())));
    }

    Answer send(PocketPublisher publisher, List<Upload> uploads) {
        var body = new dev.tabellion.e2e.client.Upload();
        uploads.forEach(each -> body.with(each.role().value(), each.file().toArray()));
        return scene.wire().publish(publisher.gun().value(), body);
    }

    Answer delete(PocketPublisher publisher) {
        return scene.wire()
                .relay(
                        "DELETE",
                        "/v2/" + publisher.gun() + "/_trust/tuf/",
                        "application/json",
                        new byte[0]);
    }

    /** As somebody does who owns the database. */
    void edit(String sql) {
        try (var connection = LogAudit.dataSource(owner()).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(sql);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Puts the database back to what it was before {@code meanwhile}, and starts again. */
    void restoreDatabaseAfter(Runnable meanwhile) {
        Path cluster = server.data().resolve("postgres/cluster");
        Path backup = folder.path().resolve("backup");
        server.terminate();
        copy(cluster, backup);
        server.restart();
        meanwhile.run();
        server.terminate();
        remove(cluster);
        copy(backup, cluster);
        scene.close();
        server = RunningTabellion.startUnwell(folder.path(), List.of());
        scene = new Scene(server.endpoint());
    }

    long lastFinding() {
        Long last = sql().queryForObject("select max(number) from tabellion.finding", Long.class);
        return last == null ? 0 : last;
    }

    /** The rules that spoke after that finding, in order. */
    List<String> spokeAfter(long finding) {
        return sql().queryForList(
                        "select rule from tabellion.finding where number > ? order by number",
                        String.class,
                        finding);
    }

    private JdbcTemplate sql() {
        return new JdbcTemplate(LogAudit.dataSource(owner()));
    }

    private dev.tabellion.server.database.DatabaseOwner owner() {
        return LogAudit.embedded(server.data()).orElseThrow();
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Files.copy(
                        each,
                        to.resolve(from.relativize(each)),
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("copying " + from, e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each :
                    (Iterable<Path>) all.sorted(java.util.Comparator.reverseOrder())::iterator) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("removing " + folder, e);
        }
    }

    @Override
    public void close() {
        scene.close();
        server.closeUnaudited(); // attacks make its log wrong, and that is what is looked at
        folder.close();
    }
}
