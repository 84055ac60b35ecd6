package dev.tabellion.server.health;

import dev.tabellion.notary.NotaryRoute;
import dev.tabellion.notary.RequestAttributes;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /_notary_server/health}: what is wrong, with 503 if that is vital. Open to everyone.
 */
final class HealthDoor implements Filter {
    private static final JsonMapper JSON = new JsonMapper();

    private final Condition condition;

    HealthDoor(Condition condition) {
        this.condition = condition;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(RequestAttributes.ROUTE) instanceof NotaryRoute.Health) {
            answer((HttpServletResponse) response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void answer(HttpServletResponse response) throws IOException {
        var complaints = condition.complaints();
        var body = JSON.writeValueAsBytes(complaints);
        response.setStatus(
                condition.isWell()
                        ? HttpServletResponse.SC_OK
                        : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json; charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
