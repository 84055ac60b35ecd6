package dev.tabellion.projection.inspection;

/** A value longer than any that is ever written here: it is not fetched, for memory is finite. */
final class OverlongValue extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Bytes; a publication as a whole is a quarter of it at most. */
    static final int MOST = 64 << 20;

    OverlongValue(String where) {
        super(where + " holds more than " + MOST + " bytes, which nobody wrote through the server");
    }
}
