package dev.tabellion.rehearsal;

import static java.util.Objects.requireNonNull;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Upload;
import dev.tabellion.e2e.client.Answer;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.process.OwnJava;
import dev.tabellion.e2e.server.LogAudit;
import dev.tabellion.e2e.server.RunningSigner;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.server.StolenCertificate;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.tuf.PublicKey;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** A scratch server of the real program, with its own data directory and database. */
final class Stage implements AutoCloseable {
    private static final Map<String, String> WATCHFUL =
            Map.of(
                    "TABELLION_LOG_INSPECTION_ROUND", "1s",
                    "TABELLION_LOG_INSPECTION_REST", "1s",
                    "TABELLION_RECONCILIATION_GRACE", "12s",
                    "TABELLION_SIGNER_KEYINSPECTION", "2s");

    private final Kind kind;
    private final Folder folder = Folder.make();
    private final MovedTime serversTime = MovedTime.right(folder.path().resolve("servers-time"));
    private final MovedTime signersTime = MovedTime.right(folder.path().resolve("signers-time"));
    private final MovedTime eyesTime = MovedTime.right(folder.path().resolve("eyes-time"));
    private final @Nullable RunningSigner signer;
    private Duration passed = Duration.ZERO;
    private RunningTabellion server;
    private Scene scene;

    /** What stands there. */
    enum Kind {
        /** All in one process. */
        WHOLE,
        /** The signer in a process of its own. */
        APART,
        /** The same, each on a machine whose clock can be moved. */
        CLOCKS
    }

    Stage(Kind kind) {
        this.kind = kind;
        this.signer =
                switch (kind) {
                    case WHOLE -> null;
                    case APART -> RunningSigner.start(folder.path());
                    case CLOCKS ->
                            RunningSigner.start(
                                    OwnJava.command(WrongClock.class),
                                    folder.path(),
                                    by(signersTime));
                };
        this.server =
                switch (kind) {
                    case WHOLE, APART -> RunningTabellion.start(folder.path(), options(), WATCHFUL);
                    case CLOCKS ->
                            RunningTabellion.start(
                                    OwnJava.command(WrongClock.class),
                                    folder.path(),
                                    options(),
                                    by(serversTime));
                };
        this.scene = new Scene(server.endpoint());
    }

    private static Map<String, String> by(MovedTime time) {
        Map<String, String> environment = new HashMap<>(WATCHFUL);
        environment.put(WrongClock.BY, time.file().toString());
        return environment;
    }

    private List<String> options() {
        return signer == null ? List.of() : signer.optionsOfServer();
    }

    Kind kind() {
        return kind;
    }

    /** Somebody who has the server's certificate. */
    StolenCertificate thief() {
        return new StolenCertificate(
                folder.path().resolve("for-" + RunningSigner.ASKER),
                requireNonNull(signer, "no signer of its own").url(),
                scene.wire());
    }

    Wire wire() {
        return scene.wire();
    }

    void setServersClock(Duration wrongBy) {
        serversTime.move(passed.plus(wrongBy));
    }

    void setSignersClock(Duration wrongBy) {
        signersTime.move(passed.plus(wrongBy));
    }

    /** Time goes by for everybody, though nobody waits. */
    void pass(Duration time) {
        passed = passed.plus(time);
        List.of(eyesTime, signersTime, serversTime).forEach(each -> each.move(passed));
    }

    /** How much of it has gone by. */
    Duration passed() {
        return passed;
    }

    StolenKeys stolenKeys() {
        return new StolenKeys(LogAudit.dataSource(owner()), server.data());
    }

    /** An eye on a mirror of a collection. */
    Watcher watching(String gun, String url) {
        return new Watcher(
                "rehearsal",
                gun,
                url,
                folder.path(),
                server.endpoint(),
                eyesTime.withZone(ZoneOffset.UTC),
                watch -> {
                    Long told =
                            sql().queryForObject(
                                            "select count(*) from tabellion.event where collection"
                                                    + " = ?",
                                            Long.class,
                                            "*watch/" + watch);
                    return told == null ? 0 : told;
                });
    }

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
    PocketPublisher newcomer() {
        return PocketPublisher.of(new Gun(scene.freshGun()), Clock.systemUTC());
    }

    PublicKey serverKey(String gun, String role) {
        return new Courier(scene.wire()).serverKey(gun, role);
    }

    Answer send(PocketPublisher publisher, List<Upload> uploads) {
        return new Courier(scene.wire()).send(publisher, uploads);
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
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Puts the database back to what it was before {@code meanwhile}, and starts again. */
    void restoreDatabaseAfter(Runnable meanwhile) {
        Path cluster = server.data().resolve("postgres/cluster");
        server.terminate();
        Backup backup = Backup.of(cluster, folder.path().resolve("backup"));
        server.restart();
        meanwhile.run();
        server.terminate();
        backup.putBack();
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

    private DatabaseOwner owner() {
        return LogAudit.embedded(server.data()).orElseThrow();
    }

    @Override
    public void close() {
        scene.close();
        server.closeUnaudited(); // attacks make its log wrong, and that is what is looked at
        if (signer != null) {
            signer.close();
        }
        folder.close();
    }
}
