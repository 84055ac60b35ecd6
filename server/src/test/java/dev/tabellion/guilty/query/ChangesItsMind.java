package dev.tabellion.guilty.query;

/** A field that is not final. */
class ChangesItsMind {
    private int mind;

    int change() {
        return ++mind;
    }
}
