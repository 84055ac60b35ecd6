package dev.tabellion.server.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Words for the refusals that no handler saw: bad request lines, impossible paths, oversized
 * headers. Always a small JSON body as Notary's clients read it, never HTML, never a cause.
 */
final class NotaryErrorValve extends ErrorReportValve {

    private static final int FIRST_ERROR = 400;
    private static final int BAD_REQUEST = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        var status = response.getStatus();
        if (status < FIRST_ERROR
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        var refused = status == BAD_REQUEST ? RefusedPath.of(request) : null;
        var words = refused == null ? body(status) : refused.answer(response);
        var body = words.getBytes(StandardCharsets.UTF_8);
        try {
            if (body.length > 0) {
                response.setContentType("application/json; charset=utf-8");
            }
            response.setContentLength(body.length);
            var out = response.getOutputStream();
            out.write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // the caller has gone, or has had its headers: there is nobody left to tell
        }
    }

    private static String body(int status) {
        return "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}\n"
                .formatted(code(status), message(status));
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "METADATA_NOT_FOUND";
            default -> "UNKNOWN";
        };
    }

    private static String message(int status) {
        return switch (status) {
            case 404 -> "there is nothing at this path";
            case 405, 501 -> "this method is not supported here";
            case 408 -> "the request did not come in time";
            case 413, 431 -> "the request is larger than this server accepts";
            case 505 -> "this version of HTTP is not spoken here";
            default ->
                    status < FIRST_SERVER_ERROR
                            ? "the request is not well-formed HTTP"
                            : "the server could not answer";
        };
    }
}
