package dev.tabellion.notary;

/** The patterns behind {@link NotaryRoute}. */
final class NotaryPaths {
    private NotaryPaths() {}

    static NotaryRoute route(String method, String path) {
        throw new UnsupportedOperationException(method + path);
    }
}
