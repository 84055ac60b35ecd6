package dev.tabellion.projection.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.detection.Agenda;
import dev.tabellion.detection.Archive;
import dev.tabellion.detection.Dossier;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Held;
import dev.tabellion.detection.Signatures;
import dev.tabellion.detection.Signings;
import dev.tabellion.detection.View;
import dev.tabellion.projection.document.DocumentTable;
import dev.tabellion.projection.document.Library;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The archive in tables. What a turn puts is held back and written at its end; what is read is kept
 * in memory for the next turns, as long as nobody else wrote in between. For one thread at a time.
 */
final class StoredArchive implements Archive {
    private final ArchiveTables tables;
    private final Library library;
    private final SigningTable signings;
    private final Agenda agenda = new Agenda();
    private final KeptDossiers kept = new KeptDossiers();
    private final Map<View, Dossier> put = new LinkedHashMap<>();
    private final Map<View, Integer> lengths = new HashMap<>();
    private final Set<View> absent = new HashSet<>();
    private final Set<View> spoiled = new HashSet<>();
    private final Map<ShownVersion, Sha256> versions = new LinkedHashMap<>();
    private final Map<View, Set<Held>> held = new HashMap<>();

    private final KeptContents contents = new KeptContents();

    private long turn = HeadRow.NO_TURN;
    private @Nullable Long written;

    StoredArchive(JdbcTemplate jdbc) {
        this.tables = new ArchiveTables(jdbc);
        this.library = new Library(new DocumentTable(jdbc));
        this.signings = new SigningTable(jdbc);
    }

    /**
     * A turn begins. What the one before it put counts only where it was committed.
     *
     * @param last the turn before, by whomever
     */
    void begin(long last) {
        if (written != null && written == last) {
            put.forEach((view, dossier) -> kept.put(dossier, lengths.getOrDefault(view, 0)));
            held.forEach(contents::add);
        } else if (last != turn) {
            kept.clear(); // somebody else wrote
            contents.clear();
        }
        kept.forgetEldest();
        contents.forgetEldest();
        forgetTurn();
        turn = last;
        written = null;
    }

    /** Reads ahead what these entries will ask for. */
    void expect(List<Entry> batch) {
        expect(batch.stream().map(Entry::view).toList());
        library.expect(batch.stream().map(Entry::event).toList());
        expect(batch.stream().map(Entry::at).max(Instant::compareTo).orElseThrow());
    }

    @Override
    public void expect(Collection<View> views) {
        Set<View> unknown = new HashSet<>(views);
        unknown.removeIf(view -> put.containsKey(view) || kept.has(view) || absent.contains(view));
        absent.addAll(unknown);
        tables.contents(unknown).forEach(contents::put);
        tables.dossiers(unknown)
                .forEach(
                        (view, stored) -> {
                            if (stored == null) {
                                spoiled.add(view); // and absent, until it is put anew
                            } else {
                                kept.put(stored.dossier(), stored.length());
                                absent.remove(view);
                            }
                        });
    }

    /** Reads ahead who waits for something due by then. */
    void expect(Instant latest) {
        agenda.begin(tables.due(latest));
    }

    /** Writes what this turn put. */
    void write() {
        lengths.putAll(tables.write(put.values()));
        tables.writeVersions(versions);
        tables.writeHeld(held);
        signings.write();
        library.forget();
    }

    /** By which turn; whether it was committed shows when the next one begins. */
    void wrote(long now) {
        written = now;
    }

    private void forgetTurn() {
        put.clear();
        lengths.clear();
        absent.clear();
        spoiled.clear();
        versions.clear();
        held.clear();
        signings.forget();
        library.forget();
    }

    @Override
    public @Nullable Dossier dossier(View view) {
        Dossier known = put.get(view);
        if (known == null) {
            known = kept.get(view);
        }
        if (known == null && !absent.contains(view)) {
            expect(Set.of(view));
            known = kept.get(view);
        }
        return known;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same one was not changed; comparing costs more
    public void put(Dossier dossier) {
        if (dossier(dossier.view()) != dossier) { // as it was: nothing to write
            put.put(dossier.view(), dossier);
            agenda.set(dossier.view(), dossier.nextDue());
        }
    }

    @Override
    public void putVersion(View view, int life, RoleName role, Version version, Sha256 payload) {
        versions.putIfAbsent(new ShownVersion(view, life, role, version), payload);
    }

    @Override
    public void putHeld(View view, Collection<Held> more) {
        held.computeIfAbsent(view, _ -> new HashSet<>()).addAll(more);
    }

    @Override
    public void putSigned(Entry entry, Signatures signed) {
        signings.put(entry, signed);
    }

    @Override
    public List<Signings> signed(
            KeyId key, @Nullable Instant from, @Nullable Instant until, int most) {
        return signings.signed(key, from, until, most);
    }

    @Override
    public boolean isSpoiled(View view) {
        return spoiled.contains(view) && !put.containsKey(view);
    }

    @Override
    public boolean isAway(RuntimeException e) {
        return e instanceof DataAccessException;
    }

    @Override
    public List<View> waitingUntil(Instant instant) {
        return agenda.dueBefore(instant);
    }

    @Override
    public @Nullable Sha256 payloadOf(View view, int life, RoleName role, Version version) {
        ShownVersion asked = new ShownVersion(view, life, role, version);
        Sha256 stored = tables.payload(asked);
        return stored == null ? versions.get(asked) : stored;
    }

    @Override
    public Set<Held> held(View view, Collection<Held> asked) {
        Set<Held> all = contents.of(view);
        Set<Held> stored = all == null ? new HashSet<>(tables.held(view, asked)) : all;
        Set<Held> fresh = held.getOrDefault(view, Set.of());
        return asked.stream()
                .filter(each -> stored.contains(each) || fresh.contains(each))
                .collect(Collectors.toSet());
    }

    @Override
    public Bytes file(Sha256 digest) {
        return library.file(digest);
    }

    @Override
    public boolean isKnown(Sha256 digest) {
        return library.isKnown(digest);
    }
}
