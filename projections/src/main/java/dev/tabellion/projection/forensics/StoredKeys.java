package dev.tabellion.projection.forensics;

import dev.tabellion.forensics.Trust;
import dev.tabellion.projection.keyusage.StoredPlace;
import dev.tabellion.projection.keyusage.StoredTime;
import dev.tabellion.tuf.KeyId;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the tables of the use of keys hold of one key. */
record StoredKeys(JdbcTemplate jdbc) {

    @Nullable KeyBirth birth(KeyId key) {
        return jdbc
                .query(
                        "select * from tabellion.key_journalled where key = ?",
                        (row, _) ->
                                new KeyBirth(
                                        StoredPlace.of(row),
                                        row.getLong("entry"),
                                        StoredTime.of(row, "at"),
                                        row.getString("peer"),
                                        row.getBoolean("imported")),
                        key.value())
                .stream()
                .findFirst()
                .orElse(null);
    }

    List<KeyEvent> life(KeyId key) {
        return jdbc.query(
                """
                select leaf_index, at, gun, life, role, what from tabellion.key_logged
                where key = ? order by leaf_index limit ?
                """,
                (row, _) ->
                        new KeyEvent(
                                row.getLong("leaf_index"),
                                StoredTime.of(row, "at"),
                                StoredPlace.of(row),
                                row.getString("what")),
                key.value(),
                KeyReport.MOST);
    }

    List<KeyLoss> losses(KeyId key) {
        return jdbc.query(
                """
                select entry, at, gone_from from tabellion.key_missing
                where key = ? order by number limit ?
                """,
                (row, _) ->
                        new KeyLoss(
                                row.getLong("entry"),
                                StoredTime.of(row, "at"),
                                row.getString("gone_from")),
                key.value(),
                KeyReport.MOST);
    }

    /** Of a managed key. */
    KeyWork work(KeyId key) {
        TreeMap<String, Long> byOrderOf = new TreeMap<>();
        jdbc.query(
                """
                select coalesce(peer, '') as peer, count(*) as times
                from tabellion.signature_journalled where key = ? group by 1
                order by 2 desc limit 100
                """,
                row -> {
                    byOrderOf.put(row.getString("peer"), row.getLong("times"));
                },
                key.value());
        return jdbc.queryForObject(
                """
                select count(*) as times, min(at) as first, max(at) as last,
                    count(*) filter (where not exists (
                        select from tabellion.signature_published p
                        where (p.gun, p.role, p.version) = (j.gun, j.role, j.version)
                            and p.payload = j.payload)) as unpublished
                from tabellion.signature_journalled j where key = ?
                """,
                (row, _) ->
                        new KeyWork(
                                row.getLong("times"),
                                StoredTime.ifThere(row, "first"),
                                StoredTime.ifThere(row, "last"),
                                byOrderOf,
                                row.getLong("unpublished")),
                key.value());
    }

    List<Trust> trusts(KeyId key, int most) {
        return jdbc.query(
                """
                select t.*, (t.until is null and not exists (
                        select from tabellion.live_collection c
                        where c.collection = t.collection)) as over
                from tabellion.key_trusted t where key = ?
                order by until_leaf is not null, since_leaf limit ?
                """,
                (row, _) -> TrustRow.read(row, row.getBoolean("over")),
                key.value(),
                most);
    }
}
