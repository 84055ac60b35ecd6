package dev.tabellion.server.access;

import dev.tabellion.notary.NotaryError;
import dev.tabellion.server.access.Admission.Admitted;
import dev.tabellion.server.access.Admission.Turned;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets everyone on this machine do everything, except the web pages in their browsers: a page must
 * neither reach us under a name of its own (DNS rebinding) nor post to us from another site. It
 * never stands where anyone but this machine can connect.
 */
final class LoopbackGuard implements Guard {
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final Set<String> names;

    /**
     * @param names the host names besides {@code localhost} that are ours, in lower case
     */
    LoopbackGuard(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    @Override
    public Admission admit(HttpServletRequest request, Demand demand) {
        var host = request.getHeader("Host");
        // HTTP/1.0 may come without: no browser speaks it, and whoever can is on this machine
        if (host != null && !isOurs(host)) {
            return turned(NotaryError.FOREIGN_HOST);
        }
        if (demand.changes() && isFromAnotherSite(request, host)) {
            return turned(NotaryError.CROSS_SITE);
        }
        return Admitted.ANYBODY;
    }

    private static Turned turned(NotaryError error) {
        return new Turned(error, error.body(), null);
    }

    private boolean isOurs(String host) {
        var name = withoutPort(host).toLowerCase(Locale.ROOT);
        return name.equals("localhost") || names.contains(name) || isLoopbackAddress(name);
    }

    private static String withoutPort(String host) {
        if (host.startsWith("[")) {
            var end = host.indexOf(']');
            return end < 0 ? host : host.substring(1, end);
        }
        var colon = host.indexOf(':');
        return colon < 0 || host.indexOf(':', colon + 1) >= 0 ? host : host.substring(0, colon);
    }

    private static boolean isLoopbackAddress(String name) {
        try {
            return InetAddress.ofLiteral(name).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false; // a name, and not one of ours
        }
    }

    /** No client of ours sends either header; every browser sends one of them. */
    private static boolean isFromAnotherSite(HttpServletRequest request, @Nullable String host) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !OWN_SITE.contains(site)) {
            return true;
        }
        var origin = request.getHeader("Origin");
        return origin != null
                && (host == null
                        || !(origin.equalsIgnoreCase("https://" + host)
                                || origin.equalsIgnoreCase("http://" + host)));
    }
}
