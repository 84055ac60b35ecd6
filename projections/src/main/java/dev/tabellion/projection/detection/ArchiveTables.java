package dev.tabellion.projection.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.detection.Agenda;
import dev.tabellion.detection.Dossier;
import dev.tabellion.detection.Held;
import dev.tabellion.detection.View;
import dev.tabellion.projection.rows.Insertion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** The archive's tables, many rows at once. */
record ArchiveTables(JdbcTemplate jdbc) {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveTables.class);
    private static final int NOT_MUCH = 256;

    /** Of one statement: all of a batch may be more than one can take. */
    private static final int MOST_BYTES = 8 << 20;

    private static final Insertion DOSSIERS =
            Insertion.into(
                    "tabellion.detection_dossier",
                    "view text, state bytea, next_due timestamptz",
                    "on conflict (view) do update"
                            + " set state = excluded.state, next_due = excluded.next_due");
    private static final Insertion VERSIONS =
            Insertion.into(
                    "tabellion.detection_version",
                    "view text, life integer, role text, version integer, payload bytea",
                    "on conflict do nothing");
    private static final Insertion TARGETS =
            Insertion.into(
                    "tabellion.detection_target",
                    "view text, path bytea, content bytea",
                    "on conflict do nothing");

    /**
     * @param length of its written form
     */
    record Stored(Dossier dossier, int length) {
        /** Null for what nobody here wrote so. */
        static @Nullable Stored of(String view, byte[] state) {
            try {
                Dossier read = DossierJson.read(state);
                return read.view().text().equals(view) ? new Stored(read, state.length) : null;
            } catch (RuntimeException e) { // whoever wrote over it chose how it does not read
                LOG.atError().addKeyValue("view", view).setCause(e).log("dossier-unreadable");
                return null;
            }
        }
    }

    /** Those that are there, and null for one that does not read. */
    Map<View, @Nullable Stored> dossiers(Collection<View> views) {
        if (views.isEmpty()) {
            return Map.of();
        }
        Map<View, @Nullable Stored> stored = new HashMap<>();
        jdbc.query(
                "select view, state from tabellion.detection_dossier where view = any(?)",
                row -> {
                    String view = row.getString(1);
                    stored.put(View.of(view), Stored.of(view, row.getBytes(2)));
                },
                (Object) views.stream().map(View::text).toArray(String[]::new));
        return stored;
    }

    List<Agenda.Item> due(Instant latest) {
        return jdbc.query(
                "select next_due, view from tabellion.detection_dossier where next_due < ?",
                (row, _) ->
                        new Agenda.Item(
                                row.getObject(1, OffsetDateTime.class).toInstant(),
                                View.of(row.getString(2))),
                latest.atOffset(ZoneOffset.UTC));
    }

    /** How long each was in its written form. */
    Map<View, Integer> write(Collection<Dossier> dossiers) {
        Map<View, Integer> lengths = new HashMap<>();
        List<Object[]> rows = new ArrayList<>();
        long bytes = 0;
        for (Dossier dossier : dossiers) {
            byte[] state = DossierJson.write(dossier);
            lengths.put(dossier.view(), state.length);
            rows.add(row(dossier, state));
            bytes += state.length;
            if (bytes > MOST_BYTES) {
                DOSSIERS.of(rows, jdbc);
                rows.clear();
                bytes = 0;
            }
        }
        DOSSIERS.of(rows, jdbc);
        return lengths;
    }

    private static Object[] row(Dossier dossier, byte[] state) {
        Instant due = dossier.nextDue();
        return new Object[] {
            dossier.view().text(), state, due == null ? null : due.atOffset(ZoneOffset.UTC)
        };
    }

    @Nullable Sha256 payload(ShownVersion shown) {
        return jdbc
                .query(
                        """
                        select payload from tabellion.detection_version
                        where view = ? and life = ? and role = ? and version = ?
                        """,
                        (row, _) -> Sha256.raw(Bytes.of(row.getBytes(1))),
                        shown.view().text(),
                        shown.life(),
                        shown.role().value(),
                        shown.version().number())
                .stream()
                .findFirst()
                .orElse(null);
    }

    void writeVersions(Map<ShownVersion, Sha256> versions) {
        List<Object[]> rows = new ArrayList<>();
        versions.forEach((shown, payload) -> rows.add(row(shown, payload)));
        VERSIONS.of(rows, jdbc);
    }

    private static Object[] row(ShownVersion shown, Sha256 payload) {
        return new Object[] {
            shown.view().text(),
            shown.life(),
            shown.role().value(),
            shown.version().number(),
            payload.bytes().toArray()
        };
    }

    /** All that their paths once had, of the views of which that is not much. */
    Map<View, Set<Held>> contents(Collection<View> views) {
        if (views.isEmpty()) {
            return Map.of();
        }
        Map<View, Set<Held>> contents = new HashMap<>();
        views.forEach(view -> contents.put(view, new HashSet<>()));
        jdbc.query(
                """
                select asked.view, had.path, had.content from unnest(?::text[]) as asked(view),
                    lateral (select path, content from tabellion.detection_target t
                        where t.view = asked.view order by t.path, t.content limit ?) as had
                """,
                row -> {
                    contents.computeIfAbsent(View.of(row.getString(1)), _ -> new HashSet<>())
                            .add(held(row, 2));
                },
                views.stream().map(View::text).toArray(String[]::new),
                NOT_MUCH + 1);
        contents.values().removeIf(all -> all.size() > NOT_MUCH);
        return contents;
    }

    List<Held> held(View view, Collection<Held> asked) {
        return jdbc.query(
                """
                select t.path, t.content from tabellion.detection_target t
                join unnest(?::bytea[], ?::bytea[]) as asked(path, content) using (path, content)
                where t.view = ?
                """,
                (row, _) -> held(row, 1),
                asked.stream().map(h -> h.path().bytes().toArray()).toArray(byte[][]::new),
                asked.stream().map(h -> h.content().bytes().toArray()).toArray(byte[][]::new),
                view.text());
    }

    private static Held held(ResultSet row, int first) throws SQLException {
        return new Held(
                Sha256.raw(Bytes.of(row.getBytes(first))),
                Sha256.raw(Bytes.of(row.getBytes(first + 1))));
    }

    void writeHeld(Map<View, Set<Held>> held) {
        List<Object[]> rows = new ArrayList<>();
        held.forEach((view, of) -> of.forEach(each -> rows.add(row(view, each))));
        TARGETS.of(rows, jdbc);
    }

    private static Object[] row(View view, Held held) {
        return new Object[] {
            view.text(), held.path().bytes().toArray(), held.content().bytes().toArray()
        };
    }
}
