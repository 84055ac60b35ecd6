package dev.tabellion.collection;

import dev.tabellion.collection.CollectionEvent.CollectionImported;
import dev.tabellion.collection.CollectionEvent.Fate;
import dev.tabellion.collection.HistoryFault.Weight;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.Rejection;
import dev.tabellion.verify.SignatureCheck;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes once more through what another server accepted, timestamp by timestamp, each at its time, by
 * the rules that publications are judged by here. Gathers what is wrong and goes on: it is for the
 * operator to see all of it at once.
 */
final class HistoryReplay {
    private final CollectionPast past;
    private final PastFiles files;
    private final KeyPlaces keyPlaces;
    private final PastSurroundings surroundings;
    private final @Nullable PastFile newest;
    private final @Nullable PastState served;

    private final List<CollectionEvent> events = new ArrayList<>();
    private final List<HistoryFault> faults = new ArrayList<>();
    private final SequencedSet<PlacedKey> ownKeys = new LinkedHashSet<>();
    private final Set<PastFile> reached = new HashSet<>();

    /** A key of ours and the role that roots name it for. */
    record PlacedKey(RoleName role, ManagedKey key) {}

    /**
     * @param events of keys and documents in their order, all documents as past ones
     * @param last what the newest timestamp leads to; null if nowhere
     * @param ownKeys every one that a root named
     */
    record Result(
            List<CollectionEvent> events,
            List<HistoryFault> faults,
            SequencedSet<PlacedKey> ownKeys,
            Set<PastFile> reached,
            TrustedCollection end,
            @Nullable PastState last) {}

    private HistoryReplay(
            CollectionPast past, PastFiles files, KeyPlaces keyPlaces, SignatureCheck check) {
        this.past = past;
        this.files = files;
        this.keyPlaces = keyPlaces;
        List<PastFile> timestamps = past.of(RoleName.TIMESTAMP);
        this.newest = timestamps.isEmpty() ? null : timestamps.getLast();
        this.served =
                newest != null
                                && PastState.of(newest, past, files)
                                        instanceof PastState.Lead.To(PastState state)
                        ? state
                        : null;
        this.surroundings =
                new PastSurroundings(
                        past, files, keyPlaces, check, served == null ? null : served.root());
    }

    static Result of(
            CollectionPast past, PastFiles files, KeyPlaces keyPlaces, SignatureCheck check) {
        return new HistoryReplay(past, files, keyPlaces, check).run();
    }

    private Result run() {
        TrustedCollection collection =
                TrustedCollection.unborn(past.gun())
                        .evolve(
                                new CollectionImported(
                                        Dialect.NOTARY_V1, 1, Fate.LIVE, past.digest()));
        for (PastFile timestamp : past.of(RoleName.TIMESTAMP)) {
            collection = after(collection, timestamp);
        }
        return new Result(events, faults, ownKeys, reached, collection, served);
    }

    private TrustedCollection after(TrustedCollection collection, PastFile timestamp) {
        try {
            return switch (PastState.of(timestamp, past, files)) {
                case PastState.Lead.Nowhere(Rejection why) -> {
                    fault(timestamp, why);
                    yield collection;
                }
                case PastState.Lead.To(PastState state) -> after(collection, state);
            };
        } catch (MalformedMetadata e) {
            fault(timestamp, new Rejection.Malformed(timestamp.role(), e.problem()));
            return collection;
        }
    }

    private TrustedCollection after(TrustedCollection before, PastState state)
            throws MalformedMetadata {
        TrustedCollection collection = before;
        for (PastFile root : rootsOnTheWay(before, state.root())) {
            Surroundings around = surroundings.at(state.timestamp(), root);
            Proposal step = new Proposal(collection, offer(List.of(root)), around);
            new RootRules(step).judge().ifPresent(why -> fault(Weight.BLOCKS, state, why));
            collection = take(step, Map.of(RoleName.ROOT, root));
        }
        Map<RoleName, PastFile> fresh = new LinkedHashMap<>();
        for (PastFile row : state.rows().values()) {
            CurrentDocument current = collection.current(row.role());
            if (current == null || !current.digest().equals(row.digest())) {
                fresh.put(row.role(), row);
            }
        }
        Proposal proposal =
                new Proposal(
                        collection,
                        offer(fresh.values()),
                        surroundings.at(state.timestamp(), state.root()));
        judge(proposal, state);
        return take(proposal, fresh);
    }

    /** Roots follow one another, so one that no timestamp led to is a link all the same. */
    private List<PastFile> rootsOnTheWay(TrustedCollection before, PastFile to) {
        CurrentDocument current = before.current(RoleName.ROOT);
        int from = current == null ? 0 : current.version().number();
        return past.of(RoleName.ROOT).stream()
                .filter(root -> root.version().number() > from)
                .filter(root -> root.version().number() < to.version().number())
                .toList();
    }

    private void judge(Proposal proposal, PastState state) throws MalformedMetadata {
        Optional<Rejection> badRoot = new RootRules(proposal).judge();
        if (badRoot.isPresent()) {
            fault(Weight.BLOCKS, state, badRoot.get());
            return;
        }
        new PastRules(proposal).judge().ifPresent(why -> fault(state.timestamp(), why));
        if (state.timestamp().equals(newest)) {
            new ServedState(proposal, state, files)
                    .judge()
                    .ifPresent(why -> fault(Weight.BLOCKS, state, why));
        }
    }

    private TrustedCollection take(Proposal proposal, Map<RoleName, PastFile> rows) {
        List<CollectionEvent> fresh = new ArrayList<>(new KeyChanges(proposal).events());
        PastDocuments documents = new PastDocuments(proposal, keyPlaces);
        proposal.offer()
                .files()
                .forEach(
                        (role, file) ->
                                fresh.add(
                                        documents.imported(
                                                Objects.requireNonNull(rows.get(role)), file)));
        ownKeys.addAll(documents.ownKeys());
        reached.addAll(rows.values());
        events.addAll(fresh);
        TrustedCollection collection = proposal.before();
        for (CollectionEvent event : fresh) {
            collection = collection.evolve(event);
        }
        return collection;
    }

    private Offer.Read offer(Iterable<PastFile> rows) throws MalformedMetadata {
        Map<RoleName, Signed<?>> offered = new LinkedHashMap<>();
        for (PastFile row : rows) {
            offered.put(row.role(), files.read(row));
        }
        return new Offer.Read(offered);
    }

    private void fault(PastFile timestamp, Rejection why) {
        Weight weight = timestamp.equals(newest) ? Weight.BLOCKS : Weight.PAST;
        faults.add(new HistoryFault.NotAcceptable(weight, timestamp.version(), why));
    }

    private void fault(Weight weight, PastState state, Rejection why) {
        HistoryFault fault =
                new HistoryFault.NotAcceptable(weight, state.timestamp().version(), why);
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }
}
