package dev.tabellion.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An archive for one rehearsal: in memory, unbounded, gone with the process. */
public final class MemoryArchive implements Archive {
    private record Heard(Entry entry, Signatures signed) {}

    private record Shown(View view, int life, RoleName role, Version version) {}

    private final Function<Sha256, @Nullable Bytes> files;
    private final Agenda agenda = new Agenda();
    private final Map<View, Dossier> dossiers = new HashMap<>();
    private final Map<Shown, Sha256> versions = new HashMap<>();
    private final Map<View, Set<Held>> held = new HashMap<>();
    private final Map<KeyId, List<Heard>> signings = new HashMap<>();

    /**
     * @param files the bytes of every document that entries name, null for any other
     */
    public MemoryArchive(Function<Sha256, @Nullable Bytes> files) {
        this.files = files;
    }

    @Override
    public @Nullable Dossier dossier(View view) {
        return dossiers.get(view);
    }

    @Override
    public void expect(Collection<View> views) {
        // everything is at hand
    }

    @Override
    public void put(Dossier dossier) {
        dossiers.put(dossier.view(), dossier);
        agenda.set(dossier.view(), dossier.nextDue());
    }

    @Override
    public void putVersion(View view, int life, RoleName role, Version version, Sha256 payload) {
        versions.putIfAbsent(new Shown(view, life, role, version), payload);
    }

    @Override
    public void putHeld(View view, Collection<Held> more) {
        held.computeIfAbsent(view, _ -> new HashSet<>()).addAll(more);
    }

    @Override
    public void putSigned(Entry entry, Signatures signed) {
        signed.keys()
                .forEach(
                        key ->
                                signings.computeIfAbsent(key, _ -> new ArrayList<>())
                                        .add(new Heard(entry, signed)));
    }

    @Override
    public boolean isSpoiled(View view) {
        return false; // nobody else writes here
    }

    @Override
    public List<Signings> signed(
            KeyId key, @Nullable Instant from, @Nullable Instant until, int most) {
        SortedMap<String, List<Heard>> byView = new TreeMap<>();
        for (Heard each : signings.getOrDefault(key, List.of())) {
            Instant at = each.signed().at();
            if ((from == null || !at.isBefore(from)) && (until == null || at.isBefore(until))) {
                byView.computeIfAbsent(each.entry().view().text(), _ -> new ArrayList<>())
                        .add(each);
            }
        }
        return byView.values().stream().limit(most).map(MemoryArchive::together).toList();
    }

    private static Signings together(List<Heard> heard) {
        return new Signings(
                heard.getFirst().entry().view(),
                heard.size(),
                heard.stream()
                        .map(each -> each.signed().at())
                        .min(Instant::compareTo)
                        .orElseThrow(),
                heard.getFirst().entry().leaf(),
                heard.getLast().entry().leaf(),
                heard.getLast().signed().file());
    }

    @Override
    public boolean isAway(RuntimeException e) {
        return false;
    }

    @Override
    public List<View> waitingUntil(Instant instant) {
        return agenda.dueBefore(instant);
    }

    @Override
    public @Nullable Sha256 payloadOf(View view, int life, RoleName role, Version version) {
        return versions.get(new Shown(view, life, role, version));
    }

    @Override
    public Set<Held> held(View view, Collection<Held> asked) {
        Set<Held> known = held.getOrDefault(view, Set.of());
        return asked.stream().filter(known::contains).collect(Collectors.toSet());
    }

    @Override
    public Bytes file(Sha256 digest) {
        Bytes file = files.apply(digest);
        if (file == null) {
            throw new DocumentGone(digest);
        }
        return file;
    }

    @Override
    public boolean isKnown(Sha256 digest) {
        return files.apply(digest) != null;
    }
}
