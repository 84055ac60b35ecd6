package dev.tabellion.notary;

/** Names under which the outermost filter leaves what it found out on a request. */
public final class RequestAttributes {
    /** The {@link NotaryRoute} that access was granted for: serve this one, never parse again. */
    public static final String ROUTE = "dev.tabellion.route";

    /** The {@link dev.tabellion.collection.Provenance} of whatever the request changes. */
    public static final String PROVENANCE = "dev.tabellion.provenance";

    /** A set of the API's roles ({@code api.ApiRole}): what whoever asks may do there. */
    public static final String ROLES = "dev.tabellion.roles";

    private RequestAttributes() {}
}
