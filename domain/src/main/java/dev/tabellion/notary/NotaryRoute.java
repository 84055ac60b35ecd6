package dev.tabellion.notary;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.tuf.RoleName;
import org.jspecify.annotations.Nullable;

/** What a request asks for, by method and path: the routes of Notary's server, first match wins. */
public sealed interface NotaryRoute {
    record Ping() implements NotaryRoute {}

    record Publish(Gun gun) implements NotaryRoute {}

    record Delete(Gun gun) implements NotaryRoute {}

    record Current(Gun gun, RoleName role) implements NotaryRoute {}

    /** {@code digest} is null for hex that names no SHA-256: such a document is never found. */
    record ByHash(Gun gun, RoleName role, @Nullable Sha256 digest) implements NotaryRoute {}

    /** {@code version} is 0 for a number that names no version: such a document is never found. */
    record ByVersion(Gun gun, RoleName role, int version) implements NotaryRoute {}

    record GetKey(Gun gun, RoleName role) implements NotaryRoute {}

    record RotateKey(Gun gun, RoleName role) implements NotaryRoute {}

    /** {@code gun} is null for the feed of all collections. */
    record Changefeed(@Nullable Gun gun) implements NotaryRoute {}

    record Health() implements NotaryRoute {}

    record Metrics() implements NotaryRoute {}

    /** Something to be published or rotated under a name that no collection can have. */
    record Misnamed() implements NotaryRoute {}

    /** No route of Notary's. */
    record Nothing() implements NotaryRoute {}

    /**
     * @param method the request's method; HEAD is GET
     * @param path the decoded path
     */
    static NotaryRoute of(String method, String path) {
        return NotaryPaths.route(method, path);
    }
}
