package dev.tabellion.signer.book;

import dev.tabellion.collection.KeyPlace;
import dev.tabellion.tuf.KeyId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The journal's rows by the keys that they tell of. */
record KeysTable(JournalTable journal, JournalReads reads) {
    /** Further of which, in the words of the index of keys that there should be. */
    private static final String BIRTHS =
            "\nand kind in ('key-created/1', 'key-imported/1', 'key-vouched/1')\n";

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

    /**
     * Keys in the order in which the journal tells of them, so many at once.
     *
     * @param page is shown some, and says whether to go on
     */
    void births(int atOnce, Predicate<List<Birth>> page) {
        Long from = 1L;
        boolean goesOn = true;
        while (from != null && goesOn) {
            Long next = after(from, atOnce);
            goesOn = page.test(between(from, next == null ? Long.MAX_VALUE : next));
            from = next;
        }
    }

    /** By rows and not by what reads of them, or a page of edited ones would be the last. */
    private @Nullable Long after(long from, int many) {
        List<Long> found =
                reads.query(
                        "select seq from signer.journal where seq >= ?"
                                + BIRTHS
                                + "order by seq offset ? limit 1",
                        (row, _) -> row.getLong(1),
                        from,
                        many);
        return found.isEmpty() ? null : found.getFirst();
    }

    private List<Birth> between(long from, long until) {
        return journal
                .readable("where seq >= ? and seq < ?" + BIRTHS + "order by seq", from, until)
                .stream()
                .flatMap(Optional::stream)
                .map(row -> new EntryReader(row.entry()).birth())
                .toList();
    }

    /**
     * Those that the journal tells are missing, and not that they were found again; none where it
     * is not as it was written, for it is better told twice than not.
     */
    Set<KeyId> missing() {
        Set<KeyId> missing = new HashSet<>();
        for (Optional<Kept> row :
                journal.readable("where kind in ('key-missing/1', 'key-found/1') order by seq")) {
            if (row.isEmpty()) {
                return Set.of();
            }
            new EntryReader(row.get().entry()).remember(missing);
        }
        return missing;
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
