package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.ActorCommitment;
import dev.tabellion.inspection.Entry;
import dev.tabellion.inspection.RecordSource;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.tlog.TileSource;
import dev.tabellion.tlog.TreeSize;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A record as files of a log. What is cut off or garbled reads as missing. */
final class FiledRecord implements RecordSource {
    static final String DOCUMENT = "document/";
    private static final String PRIVATE = "private";

    /** Beside the rows of actors: those that are rightly not there, though no entry says so. */
    static final String REDACTED_LATER = PRIVATE + "/redacted";

    private final LogFiles files;
    private final FiledBundles bundles;
    private final boolean tellsActors;
    private final Semaphore lanes;

    FiledRecord(LogFiles files) {
        this.files = files;
        this.bundles = new FiledBundles(files);
        this.tellsActors = !files.list(PRIVATE).isEmpty();
        this.lanes = new Semaphore(files.lanes());
    }

    static String actor(Sha256 actor) {
        return PRIVATE + "/" + actor;
    }

    /** Digests as a file has them, one a line. */
    static Bytes lines(Set<Sha256> digests) {
        return Bytes.utf8(
                digests.stream().sorted().map(each -> each + "\n").collect(Collectors.joining()));
    }

    @Override
    public List<Entry> entries(LeafIndex first, int count) {
        return entries(first, count, true);
    }

    @Override
    public List<Entry> leaves(LeafIndex first, int count) {
        return entries(first, count, false);
    }

    private List<Entry> entries(LeafIndex first, int count, boolean whole) {
        List<Entry> entries = new ArrayList<>(count);
        for (Bundle bundle : Bundle.of(first, count)) {
            add(entries, bundle, whole);
        }
        return entries;
    }

    private void add(List<Entry> entries, Bundle bundle, boolean whole) {
        List<Bytes> leaves = bundles.leaves(bundle);
        List<Bytes> payloads = whole ? bundles.payloads(bundle) : List.of();
        for (int each = 0; each < bundle.width(); each++) {
            entries.add(
                    new Entry(
                            new LeafIndex(bundle.first().position() + each),
                            each < leaves.size() ? leaves.get(each) : null,
                            each < payloads.size() ? payloads.get(each) : null,
                            null));
        }
    }

    /** From the bundle, and what is not in it from files of their own. */
    @Override
    public Map<Sha256, Bytes> documents(Collection<Sha256> digests, @Nullable Bundle naming) {
        Map<Sha256, Bytes> together = naming == null ? Map.of() : bundles.documents(naming);
        // a view holds all that was read: not for the sake of one among many that nobody names
        boolean hasMore = !digests.containsAll(together.keySet());
        Map<Sha256, Bytes> found = HashMap.newHashMap(digests.size());
        Set<Sha256> missing = new HashSet<>();
        for (Sha256 digest : digests) {
            Bytes document = together.get(digest);
            if (document == null) {
                missing.add(digest);
            } else {
                found.put(digest, hasMore ? document.slice(0, document.length()) : document);
            }
        }
        found.putAll(all(missing, digest -> files.read(DOCUMENT + digest)));
        return found;
    }

    @Override
    public boolean tellsActors() {
        return tellsActors;
    }

    @Override
    public Map<Sha256, Sha256> commitments(Collection<Sha256> actors) {
        return all(actors, this::commitment);
    }

    private @Nullable Sha256 commitment(Sha256 actor) {
        Bytes file = files.read(actor(actor));
        if (file == null) {
            return null;
        }
        try {
            PlainJsonReader json = PlainJsonReader.of(file);
            return new ActorCommitment(Bytes.hex(json.text("salt")), Bytes.utf8(json.text("actor")))
                    .digest();
        } catch (IllegalStateException | IllegalArgumentException e) {
            return file.sha256(); // whatever it is, it is not what was committed to
        }
    }

    @Override
    public Set<Sha256> forgottenBeyond(TreeSize end) {
        Bytes lines = files.read(REDACTED_LATER);
        try {
            return lines == null
                    ? Set.of()
                    : lines.utf8().lines().map(Sha256::new).collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            return Set.of(); // it excuses nobody
        }
    }

    @Override
    public TileSource tiles() {
        return tile -> files.read(tile.path());
    }

    private <T> Map<Sha256, T> all(
            Collection<Sha256> names, Function<Sha256, @Nullable T> reading) {
        if (files.lanes() == 1) {
            return oneByOne(names, reading);
        }
        Map<Sha256, T> found = new ConcurrentHashMap<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done =
                    names.stream()
                            .map(name -> threads.submit(() -> put(found, name, reading)))
                            .toList();
            done.forEach(each -> Awaited.result(each));
        }
        return found;
    }

    private <T> void put(Map<Sha256, T> found, Sha256 name, Function<Sha256, @Nullable T> reading) {
        lanes.acquireUninterruptibly();
        try {
            T one = reading.apply(name);
            if (one != null) {
                found.put(name, one);
            }
        } finally {
            lanes.release();
        }
    }

    private static <T> Map<Sha256, T> oneByOne(
            Collection<Sha256> names, Function<Sha256, @Nullable T> reading) {
        Map<Sha256, T> found = new HashMap<>();
        for (Sha256 name : names) {
            T one = reading.apply(name);
            if (one != null) {
                found.put(name, one);
            }
        }
        return found;
    }
}
