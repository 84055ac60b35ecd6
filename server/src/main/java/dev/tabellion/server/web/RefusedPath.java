package dev.tabellion.server.web;

import dev.tabellion.notary.NotaryError;
import dev.tabellion.notary.NotaryRoute;
import dev.tabellion.notary.RequestPath;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.jspecify.annotations.Nullable;

/**
 * A path that the connector refuses before any filter sees it, though Notary has an answer: one
 * with a NUL, or with dots that lead above everything. Never tells whether anything is there.
 */
record RefusedPath(String method, RequestPath path) {

    /** Null if the path is not why the connector refused. */
    static @Nullable RefusedPath of(Request request) {
        var raw = request.getRequestURI();
        var path = raw == null ? null : RequestPath.ofRaw(raw);
        if (path == null || !path.decoded().startsWith("/")) {
            return null;
        }
        return path.isClean() && path.decoded().indexOf('\0') < 0
                ? null
                : new RefusedPath(request.getMethod(), path);
    }

    /** Status and headers; what is returned is the body. */
    String answer(Response response) {
        if (!path.isClean()) {
            response.setStatus(301);
            response.setHeader("Location", path.cleaned().escaped());
            return "";
        }
        var error =
                NotaryRoute.of(method, path.decoded()) instanceof NotaryRoute.Misnamed
                        ? NotaryError.INVALID_GUN
                        : NotaryError.METADATA_NOT_FOUND;
        response.setStatus(error.status());
        return error.body().utf8();
    }
}
