package dev.tabellion.projection.keyusage;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.json.PlainJson;
import dev.tabellion.keyusage.JournalEntry;
import dev.tabellion.keyusage.JournalFact.KeyBorn;
import dev.tabellion.keyusage.JournalFact.KeyMissing;
import dev.tabellion.keyusage.JournalFact.Other;
import dev.tabellion.keyusage.JournalFact.Refused;
import dev.tabellion.keyusage.JournalFact.Restored;
import dev.tabellion.keyusage.JournalFact.Signed;
import dev.tabellion.projection.rows.Insertion;
import dev.tabellion.tuf.KeyId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Takes up what the journal's entries tell of keys. What is there already stays. */
record JournalledUse(JdbcTemplate jdbc) {
    private static final String KEY =
            """
            insert into tabellion.key_journalled
                (key, entry, at, read_at, peer, gun, life, role, imported)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """;
    private static final Insertion SIGNATURE =
            Insertion.into(
                    "tabellion.signature_journalled",
                    "key text, version integer, payload bytea, entry bigint, at timestamptz,"
                            + " read_at timestamptz, peer text, gun text, life integer, role text,"
                            + " file bytea, base bytea, vouches bytea, expires timestamptz,"
                            + " renewed boolean",
                    "on conflict do nothing");
    private static final String REFUSAL =
            """
            insert into tabellion.signing_refused
                (entry, hash, at, read_at, peer, gun, life, role, base, payload, rule, facts,
                suppressed)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?) on conflict do nothing
            """;

    private static final String LOSS =
            """
            insert into tabellion.key_missing
                (entry, hash, at, read_at, key, gun, life, role, gone_from)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """;

    void add(List<JournalEntry> entries, Instant readAt) {
        List<Object[]> keys = new ArrayList<>();
        List<Object[]> signatures = new ArrayList<>();
        List<Object[]> refusals = new ArrayList<>();
        List<Object[]> losses = new ArrayList<>();
        for (JournalEntry entry : entries) {
            switch (entry.fact()) {
                case KeyBorn born -> keys.add(row(entry, born, readAt));
                case Signed signed ->
                        signed.keys()
                                .forEach(key -> signatures.add(row(entry, signed, key, readAt)));
                case Refused refused -> refusals.add(row(entry, refused, readAt));
                case KeyMissing missing -> losses.add(row(entry, missing, readAt));
                case Restored _, Other _ -> {} // tells of no key's use
            }
        }
        write(KEY, keys);
        SIGNATURE.of(signatures, jdbc);
        write(REFUSAL, refusals);
        write(LOSS, losses);
    }

    private void write(String sql, List<Object[]> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows);
        }
    }

    private static Object[] row(JournalEntry entry, KeyBorn born, Instant readAt) {
        KeyPlace place = born.place();
        return new Object[] {
            born.key().value(),
            entry.seq(),
            time(entry.at()),
            time(readAt),
            entry.by(),
            place.gun().value(),
            place.life(),
            place.role().value(),
            born.imported()
        };
    }

    private static Object[] row(JournalEntry entry, Signed signed, KeyId key, Instant readAt) {
        KeyPlace place = signed.place();
        return new Object[] {
            key.value(),
            signed.version().number(),
            StoredDigest.stored(signed.payload()),
            entry.seq(),
            time(entry.at()),
            time(readAt),
            entry.by(),
            place.gun().value(),
            place.life(),
            place.role().value(),
            StoredDigest.stored(signed.file()),
            StoredDigest.stored(signed.base()),
            StoredDigest.stored(signed.vouches()),
            time(signed.expires()),
            signed.renewed()
        };
    }

    private static Object[] row(JournalEntry entry, Refused refused, Instant readAt) {
        @Nullable KeyPlace place = refused.place();
        @Nullable Gun gun = place == null ? null : place.gun();
        return new Object[] {
            entry.seq(),
            StoredDigest.stored(entry.hash()),
            time(entry.at()),
            time(readAt),
            entry.by(),
            gun == null ? null : gun.value(),
            place == null ? null : place.life(),
            place == null ? null : place.role().value(),
            StoredDigest.stored(refused.base()),
            StoredDigest.stored(refused.payload()),
            refused.rule(),
            facts(refused),
            refused.suppressed()
        };
    }

    private static Object[] row(JournalEntry entry, KeyMissing missing, Instant readAt) {
        KeyPlace place = missing.place();
        return new Object[] {
            entry.seq(),
            StoredDigest.stored(entry.hash()),
            time(entry.at()),
            time(readAt),
            missing.key().value(),
            place.gun().value(),
            place.life(),
            place.role().value(),
            missing.from()
        };
    }

    /** A NUL is nothing that PostgreSQL's text can hold. */
    private static String facts(Refused refused) {
        TreeMap<String, String> facts = new TreeMap<>();
        refused.facts().forEach((name, value) -> facts.put(withoutNul(name), withoutNul(value)));
        return PlainJson.texts(facts).toString();
    }

    private static String withoutNul(String text) {
        return text.replace('\0', '\ufffd');
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
