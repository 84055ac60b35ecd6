package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Standing;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.detection.DetectionRule.OnDocument;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One entry before all rules. Whatever one of them stumbles over, the others hear it. */
final class Hearing {
    private static final String READING = "reading";
    private static final String REMEMBERING = "remembering";

    private final Shapes rules;
    private final Archive archive;
    private final Sources sources;
    private final Entry entry;
    private final Fence fence;
    private final Telling telling;

    Hearing(Shapes rules, Sources sources, Entry entry) {
        this.rules = rules;
        this.archive = sources.archive();
        this.sources = sources;
        this.entry = entry;
        this.fence = new Fence(archive);
        this.telling = new Telling(archive, entry);
    }

    Fence fence() {
        return fence;
    }

    /** Has all rules judge; what is remembered of the entry's view since. */
    Dossier judged() {
        Dossier before = Dossier.known(archive, entry.view());
        if (archive.isSpoiled(entry.view())) {
            fence.stumbled(REMEMBERING, "what was remembered of it does not read");
        }
        History history = knowing(before);
        telling.dismiss(fence.within(READING, () -> Dismissal.in(entry, history), Set::of));
        ask(rules.onEntry(), rule -> rule.judge(entry, history));
        Signatures signed = Signatures.in(entry);
        if (signed != null) {
            archive.putSigned(entry, signed);
        }
        Dossier after =
                fence.within(REMEMBERING, () -> Evolution.after(before, entry), () -> before);
        return fence.within(
                READING,
                () ->
                        entry.event() instanceof SightingRecorded sighting
                                ? seen(sighting, after)
                                : shown(after),
                () -> after);
    }

    /** Once the entry's own dossier is put. */
    List<Finding> findings() {
        Failure failure = fence.failure(entry);
        if (failure != null) {
            ask(rules.onFailure(), rule -> rule.judge(failure));
        }
        return telling.findings();
    }

    private History knowing(Dossier known) {
        return new History(known, sources);
    }

    private <R extends DetectionRule> void ask(List<R> asked, Function<R, List<Clue>> judging) {
        for (R rule : asked) {
            String name = rule.card().name().text();
            telling.add(rule, fence.within(name, () -> judging.apply(rule), List::of));
        }
    }

    private Dossier seen(SightingRecorded sighting, Dossier known) {
        History history = knowing(known);
        Gun ours = sighting.collection();
        Sight sight =
                history.scrutiny(ours == null ? null : history.ofRecord(ours)).of(entry, sighting);
        ask(rules.onSight(), rule -> rule.judge(sight, history));
        Appearance shown = sight.appearance();
        if (shown == null || history.versions().isArchived(shown.document())) {
            return known;
        }
        Dossier before =
                ours == null ? known : Evolution.ofLife(known, history.ofRecord(ours), sight);
        return appeared(
                sight.warrant().published() ? rules.ordering() : rules.onDocument(),
                shown,
                knowing(before));
    }

    private Dossier shown(Dossier known) {
        Appearance shown = appearance(known);
        return shown == null ? known : appeared(rules.onDocument(), shown, knowing(known));
    }

    private Dossier appeared(List<OnDocument> asked, Appearance shown, History known) {
        History history = fence.within(READING, () -> known.before(shown), () -> known);
        ask(asked, rule -> rule.judge(shown, history));
        Remembering remembering = new Remembering(archive, shown, history);
        fence.attempt(REMEMBERING, remembering::put);
        return fence.within(
                REMEMBERING,
                () -> Evolution.after(history, shown),
                () -> Evolution.shownAlone(history.dossier(), shown));
    }

    private @Nullable Appearance appearance(Dossier now) {
        return switch (entry.event()) {
            case MetadataPublished e ->
                    appearance(now, e.role(), e.digest(), e.author(), e.signedBy());
            case MetadataImported e when e.standing() == Standing.CURRENT ->
                    appearance(now, e.role(), e.digest(), e.author(), e.signedBy());
            default -> null; // shows no document
        };
    }

    private @Nullable Appearance appearance(
            Dossier now, RoleName role, Sha256 file, Author author, List<KeyId> signers) {
        Dialect dialect = now.dialect();
        if (dialect == null) {
            throw new IllegalStateException("shows a document of a collection never opened");
        }
        Signed<?> document = knowing(now).read(dialect, role, file);
        if (document == null) {
            fence.gone(file, "cannot be read");
            return null;
        }
        return Appearance.of(entry, dialect, role, file, document, author, signers);
    }
}
