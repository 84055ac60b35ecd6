package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.process.FreePort;
import dev.tabellion.e2e.server.CommandLine;
import dev.tabellion.e2e.server.DebianPostgres;
import dev.tabellion.e2e.server.RunningTabellion;
import dev.tabellion.server.database.DatabaseOwner;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A record in somebody's own PostgreSQL, dumped by {@code pg_dump} and put into a new one by {@code
 * pg_restore}: of the newest dump all goes on, of an older one nothing is signed.
 */
class DumpedRecordIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Folder folder = Folder.make();
    private final int port = FreePort.pick();

    @AfterEach
    void the_folder_goes() {
        folder.close();
    }

    @Test
    void the_newest_dump_goes_on_where_the_record_was_and_an_older_one_is_refused()
            throws SQLException {
        var first = DebianPostgres.under(folder.path().resolve("first"), port);
        first.makeOwner();
        first.makeDatabase();
        var server = RunningTabellion.start(folder.path(), CommandLine.on(first.owner()));
        try (var wire = new Wire(server.endpoint())) {
            var publishers = List.of(publisher(wire, true), publisher(wire, false));
            awaitAllPublished(first.owner(), server);
            Path older = first.dump("older"); // while it is being used

            publishers.forEach(each -> assertThat(each.publish("v2")).isTrue());
            awaitAllPublished(first.owner(), server);
            String checkpoint = wire.get("/log/checkpoint").is(200).text();
            server.terminate();
            Path newest = first.dump("newest");
            Path roles = first.dumpRoles();
            List<String> catalog = catalog(first.superuser());
            first.close();

            try (var second = DebianPostgres.under(folder.path().resolve("second"), port)) {
                second.restoreRoles(roles);
                second.makeDatabase();
                second.restore(newest);
                assertThat(catalog(second.superuser())).isEqualTo(catalog);
                server.restart();
                assertThat(wire.get("/log/checkpoint").is(200).text())
                        .startsWith(checkpoint.substring(0, checkpoint.indexOf('\n')));
                publishers.forEach(TenaciousPublisher::requireEverything);
                publishers.forEach(each -> assertThat(each.publish("v3")).isTrue());
                publishers.forEach(TenaciousPublisher::requireEverything);
                awaitAllPublished(second.owner(), server);
                assertThat(size(wire)).isGreaterThan(sizeOf(checkpoint));
                thereIsStillNoWayToChangeAnEvent(second);
                server.terminate();
                RecordAudit.of(second.owner(), server.data());

                second.dropDatabase();
                second.makeDatabase();
                second.restore(older);
                server.restartUnwell();
                Deadline.await(
                        PATIENCE,
                        () -> wire.get("/_notary_server/health").text().contains("was put back"),
                        server::lastWords);
                wire.get("/log/checkpoint").is(404);
                publishers.forEach(each -> assertThat(each.publish("v4")).isFalse());
                assertThat(one(second.owner(), "select max(size) from tabellion.log_checkpoint"))
                        .isLessThan(sizeOf(checkpoint));
            } finally {
                server.closeUnaudited(); // its log is not what its database holds
            }
        } finally {
            first.close();
        }
    }

    private static TenaciousPublisher publisher(Wire wire, boolean ownSnapshot) {
        return TenaciousPublisher.beginning(
                "example.com/" + UUID.randomUUID(), wire, new Fate(), ownSnapshot);
    }

    private static long size(Wire wire) {
        return sizeOf(wire.get("/log/checkpoint").is(200).text());
    }

    private static long sizeOf(String checkpoint) {
        return Long.parseLong(checkpoint.lines().skip(1).findFirst().orElseThrow());
    }

    private static void awaitAllPublished(DatabaseOwner owner, RunningTabellion server) {
        Deadline.await(
                PATIENCE,
                () ->
                        one(
                                        owner,
                                        """
                                        select count(*) from tabellion.log_head h
                                        where size = (select max(size) from tabellion.log_checkpoint)
                                          and not exists (select from tabellion.log_outbox)
                                        """)
                                == 1,
                server::lastWords);
    }

    private static void thereIsStillNoWayToChangeAnEvent(DebianPostgres postgres) {
        var app =
                new DatabaseOwner(
                        postgres.owner().url(),
                        "tabellion_app",
                        postgres.owner().passwordOf("tabellion_app"));
        for (String edit :
                List.of(
                        "delete from tabellion.event",
                        "update tabellion.event set payload = ''",
                        "insert into tabellion.log_outbox values (1)",
                        "select * from signer.signing_key")) {
            assertThatThrownBy(() -> execute(app, edit)).hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> execute(postgres.owner(), "delete from tabellion.event"))
                .hasMessageContaining("what was recorded stays");
    }

    private static void execute(DatabaseOwner as, String sql) throws SQLException {
        try (var connection = as.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long one(DatabaseOwner as, String sql) {
        try (var connection = as.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Who owns what and may do what, and all that holds rows to rules. */
    private static List<String> catalog(DatabaseOwner superuser) throws SQLException {
        List<String> told = new ArrayList<>();
        try (var connection = superuser.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(CATALOG)) {
            while (rows.next()) {
                told.add(rows.getString(1));
            }
        }
        assertThat(told).anyMatch(each -> each.contains("SECURITY DEFINER"));
        assertThat(told).anyMatch(each -> each.contains("event_enqueued_for_log"));
        assertThat(told).anyMatch(each -> each.startsWith("column event.global_index bigint a"));
        return told;
    }

    private static final String CATALOG =
            """
            with ours as (
                select oid, nspname, nspowner, nspacl from pg_namespace
                where nspname in ('tabellion', 'signer'))
            select 'schema ' || nspname || ' ' || nspowner::regrole || ' ' || array(
                    select unnest(coalesce(nspacl, acldefault('n', nspowner)))::text order by 1)::text
                from ours
            union all
            select 'relation ' || relname || ' ' || relowner::regrole || ' ' || array(
                    select unnest(coalesce(relacl, acldefault(
                        case relkind when 'S' then 's'::"char" else 'r'::"char" end, relowner)))::text
                    order by 1)::text
                from pg_class join ours on ours.oid = relnamespace
                where relkind in ('r', 'v', 'S', 'm', 'p')
            union all
            select 'column ' || c.relname || '.' || attname || ' '
                    || format_type(atttypid, atttypmod) || ' ' || attidentity::text || ' '
                    || attnotnull || ' ' || attstorage::text || ' ' || coalesce((
                        select collname from pg_collation l where l.oid = attcollation), '')
                    || coalesce(attacl::text, '')
                from pg_attribute join pg_class c on c.oid = attrelid
                join ours on ours.oid = relnamespace
                where attnum > 0 and not attisdropped and c.relkind in ('r', 'v', 'p')
            union all
            select 'function ' || pg_get_functiondef(p.oid) || proowner::regrole || ' ' || array(
                    select unnest(coalesce(proacl, acldefault('f', proowner)))::text order by 1)::text
                from pg_proc p join ours on ours.oid = pronamespace
            union all
            select 'trigger ' || pg_get_triggerdef(t.oid) || ' ' || tgenabled::text
                from pg_trigger t join pg_class c on c.oid = tgrelid
                join ours on ours.oid = relnamespace where not tgisinternal
            union all
            select 'index ' || indexdef from pg_indexes where schemaname in ('tabellion', 'signer')
            union all
            select 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(t.oid)
                from pg_constraint t join ours on ours.oid = connamespace
            union all
            select 'sequence ' || schemaname || '.' || sequencename || ' ' || coalesce(last_value, 0)
                from pg_sequences where schemaname in ('tabellion', 'signer')
            order by 1
            """;
}
