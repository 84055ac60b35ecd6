package dev.tabellion.signer.book;

import dev.tabellion.collection.KeyPlace;
import dev.tabellion.tuf.KeyId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The journal's rows by the keys that they tell of. */
record KeysTable(JournalTable journal, JournalReads reads) {

    /**
     * The first entry that tells that a key was made or taken in for the place; else the last by
     * which a ceremony told anew that it is for the place.
     */
    @Nullable Kept birth(KeyPlace place, KeyId key) {
        Kept birth = at(place, key, "and kind in ('key-created/1', 'key-imported/1') order by seq");
        return birth == null
                ? at(
                        place,
                        key,
                        JournalTable.FACTS + "and kind = 'key-vouched/1' order by seq desc")
                : birth;
    }

    /** Keys in the order in which the journal tells of them, after an entry. */
    List<Birth> births(long after, int limit) {
        return journal
                .all(
                        "where seq > ?"
                                + JournalTable.OF_KEYS
                                + "and kind <> 'key-missing/1' order by seq limit ?",
                        after,
                        limit)
                .stream()
                .map(row -> new EntryReader(row.entry()).birth())
                .toList();
    }

    /** Those that the journal tells were missing, at whatever time. */
    Set<KeyId> missing() {
        return journal
                .all("where true" + JournalTable.OF_KEYS + "and kind = 'key-missing/1'")
                .stream()
                .map(row -> new EntryReader(row.entry()).birth().key())
                .collect(Collectors.toSet());
    }

    private @Nullable Kept at(KeyPlace place, KeyId key, String which) {
        return journal.first(
                "where gun = ? and life = ? and role = ? and ? = any(keys) " + which + " limit 1",
                place.gun().value(),
                place.life(),
                place.role().value(),
                key.value());
    }

    /** Of every key that signed. Reads the whole journal. */
    SortedMap<KeyId, KeyUse> uses() {
        return reads
                .query(
                        """
                        select key, count(*), min(recorded_at), max(recorded_at)
                        from signer.journal, unnest(keys) key
                        where kind = 'signed/1' group by key""",
                        (row, _) ->
                                Map.entry(
                                        new KeyId(row.getString(1)),
                                        new KeyUse(
                                                row.getLong(2),
                                                row.getTimestamp(3).toInstant(),
                                                row.getTimestamp(4).toInstant())))
                .stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                Map.Entry::getValue,
                                (one, _) -> one,
                                TreeMap::new));
    }
}
