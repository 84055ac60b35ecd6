package dev.tabellion.query.fetches;

/** Whose fetches are counted. */
public enum FetchPolicy {
    OFF,
    /** One client in sixteen, with all that it does, and whoever asks for what is not there. */
    SAMPLED,
    ALL
}
