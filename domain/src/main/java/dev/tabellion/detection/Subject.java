package dev.tabellion.detection;

/**
 * What a finding is about.
 *
 * @param name the collection's, the watch's, the log's origin; for the signer, which is one, empty
 */
public record Subject(Kind kind, String name) {
    /** The kinds of things that findings are about. */
    public enum Kind {
        COLLECTION,
        WATCH,
        LOG,
        SIGNER
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + (name.isEmpty() ? "" : " " + name);
    }
}
