package dev.tabellion.notary;

/** Names under which the outermost filter leaves what it found out on a request. */
public final class RequestAttributes {
    /** The {@link NotaryRoute} that access was granted for: serve this one, never parse again. */
    public static final String ROUTE = "dev.tabellion.route";

    /** The {@link dev.tabellion.collection.Provenance} of whatever the request changes. */
    public static final String PROVENANCE = "dev.tabellion.provenance";

    private RequestAttributes() {}
}
