package dev.tabellion.server.metrics;

import dev.tabellion.notary.NotaryRoute;
import org.jspecify.annotations.Nullable;

/** What Notary's metrics call the things that its clients do. */
enum Operation {
    CHANGEFEED("Changefeed"),
    DELETE_TUF("DeleteTUF"),
    GET_KEY("GetKey"),
    GET_ROLE("GetRole"),
    GET_ROLE_BY_HASH("GetRoleByHash"),
    GET_ROLE_BY_VERSION("GetRoleByVersion"),
    ROTATE_KEY("RotateKey"),
    UPDATE_TUF("UpdateTUF");

    private final String label;

    Operation(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Null for what Notary does not count. */
    static @Nullable Operation of(NotaryRoute route) {
        return switch (route) {
            case NotaryRoute.Changefeed _ -> CHANGEFEED;
            case NotaryRoute.Delete _ -> DELETE_TUF;
            case NotaryRoute.GetKey _ -> GET_KEY;
            case NotaryRoute.Current _ -> GET_ROLE;
            case NotaryRoute.ByHash _ -> GET_ROLE_BY_HASH;
            case NotaryRoute.ByVersion _ -> GET_ROLE_BY_VERSION;
            case NotaryRoute.RotateKey _ -> ROTATE_KEY;
            case NotaryRoute.Publish _ -> UPDATE_TUF;
            case NotaryRoute.Ping _,
                    NotaryRoute.Health _,
                    NotaryRoute.Metrics _,
                    NotaryRoute.Misnamed _,
                    NotaryRoute.Nothing _ ->
                    null;
        };
    }
}
