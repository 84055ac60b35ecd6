package dev.tabellion.server.metrics;

import dev.tabellion.notary.NotaryRoute;
import dev.tabellion.notary.RequestAttributes;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Measures requests from outside every filter, so that what the door turned away is counted too. A
 * valve, because only the connector knows how much was really sent.
 */
final class MeteringValve extends ValveBase {
    private final HttpFigures figures;

    MeteringValve(HttpFigures figures) {
        super(true);
        this.figures = figures;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var start = System.nanoTime();
        try {
            getNext().invoke(request, response);
        } finally {
            count(request, response, System.nanoTime() - start);
        }
    }

    private void count(Request request, Response response, long nanos) {
        if (request.getAttribute(RequestAttributes.ROUTE) instanceof NotaryRoute route) {
            var operation = Operation.of(route);
            if (operation != null) {
                figures.of(operation)
                        .count(
                                request.getMethod(),
                                response.getStatus(),
                                nanos,
                                received(request),
                                response.getContentWritten());
            }
        }
    }

    /** Line, headers and body as they came, near enough: blanks and line ends are guessed. */
    private static long received(Request request) {
        var coyote = request.getCoyoteRequest();
        var headers = coyote.getMimeHeaders();
        long bytes = coyote.getMethod().length() + coyote.requestURI().getLength() + 12L;
        for (int at = 0; at < headers.size(); at++) {
            bytes += headers.getName(at).getLength() + headers.getValue(at).getLength() + 4L;
        }
        return bytes + Math.max(0, coyote.getContentLengthLong());
    }
}
