package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Version;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rule may look up of one view, as it was before, or after, the entry at hand. */
public final class History {
    private final Dossier dossier;
    private final Past past;
    private final Reading reading;

    History(Dossier dossier, Past past, Reading reading) {
        this.dossier = dossier;
        this.past = past;
        this.reading = reading;
    }

    public Dossier dossier() {
        return dossier;
    }

    /** What the view showed last of a role; null if it showed nothing. */
    public @Nullable Shown shown(RoleName role) {
        return dossier.shown().get(role);
    }

    /** The document that the view showed last of a role. */
    public @Nullable Signed<?> document(RoleName role) {
        Shown last = shown(role);
        return last == null ? null : document(role, last.file());
    }

    /** A document that the view showed once; null if it cannot be read. */
    public @Nullable Signed<?> document(RoleName role, Sha256 file) {
        Dialect dialect = dossier.dialect();
        return dialect == null ? null : reading.read(dialect, role, file, past);
    }

    /** What the view showed last of a role, if it is of that kind. */
    public <M extends Metadata> @Nullable M last(RoleName role, Class<M> kind) {
        Signed<?> document = document(role);
        return document != null && kind.isInstance(document.metadata())
                ? kind.cast(document.metadata())
                : null;
    }

    public @Nullable Root root() {
        return last(RoleName.ROOT, Root.class);
    }

    /** What the signatures of that version covered when it was shown first. */
    public @Nullable Sha256 payloadOf(RoleName role, Version version) {
        return past.payloadOf(dossier.view(), role, version);
    }

    /** Those of {@code asked} that the view held once. */
    public Set<Held> held(Collection<Held> asked) {
        return asked.isEmpty() ? Set.of() : past.held(dossier.view(), asked);
    }

    /** Reads documents, the same one not twice in a row. */
    interface Reading {
        @Nullable Signed<?> read(Dialect dialect, RoleName role, Sha256 file, Past past);

        /** Reads each time anew. */
        static @Nullable Signed<?> anew(Dialect dialect, RoleName role, Sha256 file, Past past) {
            try {
                return dialect.read(role, past.file(file));
            } catch (MalformedMetadata e) {
                return null; // seen somewhere; the rule on what cannot be read tells of it
            }
        }
    }
}
