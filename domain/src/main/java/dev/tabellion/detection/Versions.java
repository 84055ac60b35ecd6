package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Version;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What each version was that a view showed once, in its present life and in those before. */
public record Versions(Dossier dossier, Past past) {
    private static final int LIVES = 8;

    /**
     * What the signatures of that version covered when it was shown first in this life; null if it
     * was not.
     */
    public @Nullable Sha256 payloadOf(RoleName role, Version version) {
        Shown last = dossier.shown().get(role);
        return last == null || version.compareTo(last.highestEver()) > 0
                ? null // as for every honest publication: not worth looking
                : past.payloadOf(dossier.view(), dossier.life(), role, version);
    }

    /** Whether the view showed what this document says, in this life or the one before. */
    public boolean published(RoleName role, Signed<?> document) {
        Version version = document.metadata().version();
        Sha256 payload = document.payload().sha256();
        return isOf(dossier.life(), role, version, payload)
                || isOf(dossier.life() - 1, role, version, payload);
    }

    /** Whether there was such a version in one of the last lives before this one. */
    public boolean wasInEarlierLife(RoleName role, int version) {
        int life = dossier.life();
        return version > 0
                && IntStream.range(Math.max(1, life - LIVES), life)
                        .anyMatch(
                                earlier ->
                                        past.payloadOf(
                                                        dossier.view(),
                                                        earlier,
                                                        role,
                                                        new Version(version))
                                                != null);
    }

    private boolean isOf(int life, RoleName role, Version version, Sha256 payload) {
        return payload.equals(past.payloadOf(dossier.view(), life, role, version));
    }

    /**
     * Whether it is a root that the view showed before its present one, and says what it said then:
     * old roots are there for clients that come late.
     */
    boolean isArchived(Signed<?> document) {
        Shown last = dossier.shown().get(RoleName.ROOT);
        Version version = document.metadata().version();
        return document.metadata() instanceof Root
                && last != null
                && version.compareTo(last.version()) < 0
                && document.payload().sha256().equals(payloadOf(RoleName.ROOT, version));
    }
}
