package dev.tabellion.collection;

/** One collection as its events made it: decides commands, and evolves by what was decided. */
public final class TrustedCollection {
    private final Gun gun;

    private TrustedCollection(Gun gun) {
        this.gun = gun;
    }

    /** A name without a history. */
    public static TrustedCollection unborn(Gun gun) {
        return new TrustedCollection(gun);
    }

    /** Judges a command. Pure: the same arguments give the same decision. */
    public Decision decide(TrustCommand command, Surroundings surroundings) {
        throw new UnsupportedOperationException(gun + " " + command + surroundings);
    }

    /** The collection after {@code event}. Pure; never refuses what has happened. */
    public TrustedCollection evolve(CollectionEvent event) {
        throw new UnsupportedOperationException(gun + " " + event);
    }
}
