package dev.tabellion.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request came from, seen through the operator's own proxies. It believes a forwarding
 * header only as far as listed proxies wrote it, and no header but the one it was told to read.
 */
final class ClientAddress {
    private static final int LONGEST_WAY = 32;

    private final ForwardingHeader header;
    private final List<Network> proxies;

    ClientAddress(ForwardingHeader header, List<Network> proxies) {
        this.header = header;
        this.proxies = List.copyOf(proxies);
    }

    /** From the socket backwards, through trusted hops only, to the first that is not ours. */
    String of(HttpServletRequest request) {
        var peer = request.getRemoteAddr();
        if (proxies.isEmpty()) {
            return peer;
        }
        var known = literal(peer);
        if (known == null || !isProxy(known)) {
            return peer;
        }
        for (var hop : way(request)) {
            var address = header.address(hop);
            if (address == null) {
                break; // a hop that hides or garbles itself: the proxy before it is all we know
            }
            known = address;
            if (!isProxy(known)) {
                break;
            }
        }
        return known.getHostAddress();
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(each -> each.contains(address));
    }

    /** The hops, nearest first. */
    private List<String> way(HttpServletRequest request) {
        var hops = new ArrayList<String>();
        for (var line : Collections.list(request.getHeaders(header.label()))) {
            hops.addAll(List.of(line.split(",", -1)));
        }
        var nearest = hops.reversed();
        return nearest.subList(0, Math.min(nearest.size(), LONGEST_WAY));
    }

    private static @Nullable InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
