package dev.tabellion.server.audit.pace;

import dev.tabellion.server.database.DatabaseOwner;
import java.sql.SQLException;

/**
 * Events by the million, as publications would leave them, written by the owner in one statement
 * for each stretch. Eight events to a command: what a publisher offers, what is asked of the
 * signer, what it signs, what is published.
 */
public record MadeEvents(DatabaseOwner owner) {
    private static final long STRETCH = 500_000;

    /** Who asked for command {@code @}: one of fifty people, each time under another commitment. */
    private static final String DATA =
            """
            convert_to('{"address":"192.0.2.' || @ % 200 || '","method":"token","subject":"person'
                || @ % 50 || '"}', 'UTF8')
            """;

    private static final String SALT = "sha256(convert_to('salt' || @, 'UTF8'))";
    private static final String ACTOR =
            "sha256(convert_to('tabellion/actor/v1', 'UTF8') || '\\x00'::bytea || %s || %s)"
                    .formatted(SALT, DATA);

    private static String events(long from, long to) {
        return """
            with numbered as (
                select gen_random_uuid() as id, n, n / 8 as command, (n %% 8)::int as part,
                    'registry.example.com/team' || (n / 8 %% 40) || '/app' || (n / 8 %% 2000) as gun,
                    encode(%s, 'hex') as actor,
                    encode(sha256(convert_to('digest' || n, 'UTF8')), 'hex') as digest,
                    encode(sha256(convert_to('key' || n / 8 %% 2000, 'UTF8')), 'hex') as key,
                    (array['root','snapshot','timestamp','timestamp'])[1 + n %% 4] as role
                from generate_series(%d::bigint, %d::bigint - 1) as n),
            made as (
                select *, timestamptz '2026-01-01Z' + n * interval '1 second' as at,
                    case when part < 4 then 'metadata-published'
                        when part < 6 then 'signing-requested' else 'signature-produced' end as name,
                    convert_to(case
                        when part < 4 then '{"author":"publisher","digest":"' || digest
                            || '","expires":"2027-01-01T00:00:00Z","length":1000,'
                            || '"reason":"published","role":"' || role || '","signedBy":["' || key
                            || '"],"version":' || command + 1 || '}'
                        when part < 6 then '{"keys":["' || key || '"],"payload":"' || digest
                            || '","reason":"published","role":"' || role || '","version":'
                            || command + 1 || '}'
                        else '{"journalEntry":' || n || ',"key":"' || key || '","payload":"'
                            || digest || '","role":"' || role || '","signature":"' || actor
                            || '","version":' || command + 1 || '}' end, 'UTF8') as payload
                from numbered)
            insert into tabellion.event (event_id, collection, sequence, kind, occurred_at, name,
                revision, payload, metadata, leaf)
            select id, gun, n, 'collection', at, name, '1', payload,
                convert_to('{"actor":"' || actor || '","request":"' || command || '"}', 'UTF8'),
                convert_to('{"actor":"' || actor || '","agg":{"id":"' || gun || '","seq":' || n
                    || ',"t":"collection"},"evt":"' || id || '","log":"example.com/log","n":"00",'
                    || '"payload":{"h":"' || encode(sha256(payload), 'hex') || '","len":'
                    || octet_length(payload) || '},"req":"' || command || '","ts":"'
                    || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '","type":"'
                    || name || '/1","v":1}', 'UTF8')
            from made order by n
            """
                .formatted(of(ACTOR, "n / 8"), from, to);
    }

    private static String people(long from, long to) {
        return """
            insert into tabellion.event_private (actor, salt, data)
            select %s, %s, %s
            from generate_series(%d::bigint / 8, (%d::bigint - 1) / 8) as c
            on conflict do nothing
            """
                .formatted(of(ACTOR, "c"), of(SALT, "c"), of(DATA, "c"), from, to);
    }

    private static String of(String sql, String command) {
        return sql.replace("@", command);
    }

    private static final String LEAVES =
            """
            with taken as (delete from tabellion.log_outbox returning global_index)
            insert into tabellion.log_leaf (leaf_index, global_index)
            select (select coalesce(max(leaf_index), -1) from tabellion.log_leaf)
                + row_number() over (order by global_index), global_index from taken
            """;

    /** Makes events with these numbers and takes them up into the log. */
    public void make(long from, long to) {
        for (long at = from; at < to; at += STRETCH) {
            long end = Math.min(at + STRETCH, to);
            execute(events(at, end), people(at, end), LEAVES);
        }
        execute("analyze");
    }

    private void execute(String... statements) {
        try (var connection = owner.connect();
                var statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("making events", e);
        }
    }
}
