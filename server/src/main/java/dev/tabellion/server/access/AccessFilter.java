package dev.tabellion.server.access;

import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.Publisher;
import dev.tabellion.notary.RequestAttributes;
import dev.tabellion.notary.RequestPath;
import dev.tabellion.server.access.Admission.Admitted;
import dev.tabellion.server.access.Admission.Turned;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The outermost filter: reads the path once, gives the request its id, its origin and its route,
 * and lets it pass or turns it away. Nothing behind it is reached by a path it did not judge, and
 * no id or address is taken from the client's word.
 */
final class AccessFilter implements Filter {
    private final Guard guard;
    private final ClientAddress addresses;
    private final RequestIds ids;
    private final Destinations destinations = new Destinations();

    AccessFilter(Guard guard, ClientAddress addresses, RequestIds ids) {
        this.guard = guard;
        this.addresses = addresses;
        this.ids = ids;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        receive((HttpServletRequest) request, (HttpServletResponse) response, chain);
    }

    private void receive(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var destination = destinations.of(request.getMethod(), request.getRequestURI());
        if (destination == null) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        var path = destination.path();
        if (!path.isClean()) {
            redirect(request, response, path.cleaned());
        } else {
            var route = destination.route();
            request.setAttribute(RequestAttributes.ROUTE, route);
            switch (guard.admit(request, destination.demand())) {
                case Turned turned -> answer(response, turned);
                case Admitted(var subject, var method, var roles) -> {
                    request.setAttribute(RequestAttributes.ROLES, roles);
                    request.setAttribute(
                            RequestAttributes.PROVENANCE, provenance(request, subject, method));
                    chain.doFilter(request, response);
                }
            }
        }
    }

    private Provenance provenance(HttpServletRequest request, String subject, String method) {
        var publisher = new Publisher(subject, method, addresses.of(request));
        return new Provenance(publisher, ids.next(), null);
    }

    /** As Notary's router does, for every method. */
    private static void redirect(
            HttpServletRequest request, HttpServletResponse response, RequestPath path) {
        var query = request.getQueryString();
        response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
        response.setHeader("Location", path.escaped() + (query == null ? "" : "?" + query));
        response.setContentLength(0);
    }

    private static void answer(HttpServletResponse response, Turned turned) throws IOException {
        var body = turned.body().toArray();
        response.setStatus(turned.error().status());
        response.setContentType("application/json; charset=utf-8");
        response.setContentLength(body.length);
        if (turned.challenge() != null) {
            response.setHeader("WWW-Authenticate", turned.challenge());
        }
        response.getOutputStream().write(body);
    }
}
