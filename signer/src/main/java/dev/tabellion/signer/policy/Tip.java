package dev.tabellion.signer.policy;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a life stands: what is known to be published, and what was signed upon it. Building upon
 * something that was signed, or being told that it was published, settles it; what else was signed
 * beside it is orphaned thereby.
 *
 * @param settled null before anything of the life is known to be published
 * @param pending positions signed upon {@code settled}
 * @param snapshots those signed upon {@code settled}, whether or not a timestamp vouches for them
 * @param orphans when documents were signed that nothing was built upon, of the last day
 */
public record Tip(
        @Nullable Position settled,
        List<Pending> pending,
        List<SignedSnapshot> snapshots,
        List<Instant> orphans) {
    static final Tip NONE = at(null);

    /** Orphans are counted for so long; it is part of how facts are read, so no setting. */
    static final Duration COUNTED = Duration.ofHours(24);

    public Tip {
        pending = List.copyOf(pending);
        snapshots = List.copyOf(snapshots);
        orphans = List.copyOf(orphans);
    }

    static Tip at(@Nullable Position settled) {
        return new Tip(settled, List.of(), List.of(), List.of());
    }

    /** Whether a request may build upon this timestamp; null stands for nothing at all. */
    boolean knows(@Nullable Sha256 base) {
        return base == null ? settled == null : isSettled(base) || isPending(base);
    }

    /** Whether the timestamp is the one known to be published; of earlier ones nothing is known. */
    public boolean isSettled(Sha256 timestamp) {
        return settled != null && settled.timestamp().digest().equals(timestamp);
    }

    public boolean isPending(Sha256 timestamp) {
        return pending.stream().anyMatch(p -> isOf(p, timestamp));
    }

    /** Settles a pending timestamp; any other changes nothing. */
    Tip settling(@Nullable Sha256 timestamp) {
        return pending.stream()
                .filter(p -> isOf(p, timestamp))
                .findFirst()
                .map(this::settling)
                .orElse(this);
    }

    Tip with(SigningFact.Signed signed) {
        Mark vouchedFor = signed.snapshot();
        return vouchedFor == null
                ? with(new SignedSnapshot(signed.root(), signed.mark(), signed.at()))
                : with(new Pending(Position.of(signed), signed.entry(), signed.at()));
    }

    /** Who builds upon {@code settled} a day later has published nothing that was signed before. */
    private Tip with(SignedSnapshot snapshot) {
        List<SignedSnapshot> recent =
                snapshots.stream().filter(s -> counts(s.at(), snapshot.at())).toList();
        return new Tip(settled, pending, append(recent, snapshot), orphans);
    }

    private Tip with(Pending position) {
        List<Pending> recent = pending.stream().filter(p -> counts(p.at(), position.at())).toList();
        return new Tip(settled, append(recent, position), snapshots, orphans);
    }

    /** The snapshot of that file, if it is the published one or was signed here; else null. */
    @Nullable Mark snapshot(Sha256 file) {
        SignedSnapshot signed = signed(file);
        if (signed != null) {
            return signed.mark();
        }
        return settled != null && settled.snapshot().digest().equals(file)
                ? settled.snapshot()
                : null;
    }

    /** The root that such a snapshot names; null for an unknown one. */
    @Nullable PinnedRoot rootOf(Sha256 file) {
        SignedSnapshot signed = signed(file);
        if (signed != null) {
            return signed.root();
        }
        return settled != null && settled.snapshot().digest().equals(file) ? settled.root() : null;
    }

    private @Nullable SignedSnapshot signed(Sha256 file) {
        return snapshots.stream()
                .filter(s -> s.mark().digest().equals(file))
                .findFirst()
                .orElse(null);
    }

    /**
     * How many positions, and snapshots without one, were signed on the last day and not built
     * upon. Of those pending, all but one will be orphans, too.
     *
     * @param except a snapshot that is about to be vouched for
     */
    int unsettled(Instant now, @Nullable Sha256 except) {
        Stream<Instant> pendings = pending.stream().map(Pending::at);
        Stream<Instant> unvouched =
                unvouched().filter(s -> !s.mark().digest().equals(except)).map(SignedSnapshot::at);
        return (int)
                Stream.of(orphans.stream(), pendings, unvouched)
                        .flatMap(times -> times)
                        .filter(at -> counts(at, now))
                        .count();
    }

    private Tip settling(Pending chosen) {
        Stream<Instant> pendings = pending.stream().filter(p -> !p.equals(chosen)).map(Pending::at);
        Stream<Instant> unvouched = unvouched().map(SignedSnapshot::at);
        List<Instant> later =
                Stream.of(orphans.stream(), pendings, unvouched)
                        .flatMap(times -> times)
                        .filter(at -> counts(at, chosen.at()))
                        .toList();
        return new Tip(chosen.position(), List.of(), List.of(), later);
    }

    private Stream<SignedSnapshot> unvouched() {
        return snapshots.stream()
                .filter(
                        snapshot ->
                                pending.stream()
                                        .noneMatch(
                                                p ->
                                                        p.position()
                                                                .snapshot()
                                                                .equals(snapshot.mark())));
    }

    private static boolean isOf(Pending pending, @Nullable Sha256 timestamp) {
        return pending.position().timestamp().digest().equals(timestamp);
    }

    private static boolean counts(Instant at, Instant now) {
        return at.isAfter(now.minus(COUNTED));
    }

    private static <T> List<T> append(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
