package dev.tabellion.query.notary;

import dev.tabellion.notary.NotaryError;
import dev.tabellion.notary.NotaryRoute;
import dev.tabellion.notary.RequestAttributes;
import dev.tabellion.notary.RequestPath;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * The last of Notary's doors: says what Notary says where it has no route. Lets pass health,
 * metrics and what lies under prefixes of other interfaces.
 */
public final class UnmatchedDoor implements Filter {
    private static final Answer NO_ROUTE =
            Answer.error(NotaryError.METADATA_NOT_FOUND, NotaryError.METADATA_NOT_FOUND.body());

    private final List<String> others;

    /**
     * @param others decoded path prefixes, each ending in a slash
     */
    public UnmatchedDoor(List<String> others) {
        this.others = List.copyOf(others);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer
                && !isOthers(http)) {
            refuse(http, answer);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isOthers(HttpServletRequest request) {
        Object route = request.getAttribute(RequestAttributes.ROUTE);
        if (route instanceof NotaryRoute.Health || route instanceof NotaryRoute.Metrics) {
            return true;
        }
        RequestPath path = RequestPath.ofRaw(request.getRequestURI());
        return path != null
                && path.isClean()
                && others.stream().anyMatch(path.decoded()::startsWith);
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (request.getMethod()) {
            case "GET", "HEAD", "POST", "PUT", "DELETE" -> NO_ROUTE.send(request, response);
            default -> response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
    }
}
