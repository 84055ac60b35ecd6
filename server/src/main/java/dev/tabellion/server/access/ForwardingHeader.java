package dev.tabellion.server.access;

import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The header in which the operator's proxies write whom they speak for. Only one is ever read: a
 * proxy passes on unchanged, from anybody, those that it does not write itself.
 */
enum ForwardingHeader {
    X_FORWARDED_FOR("X-Forwarded-For") {
        @Override
        String node(String hop) {
            return hop.strip();
        }
    },

    /** RFC 7239. */
    FORWARDED("Forwarded") {
        @Override
        String node(String hop) {
            for (var pair : hop.split(";", -1)) {
                var stripped = pair.strip();
                if (stripped.toLowerCase(Locale.ROOT).startsWith("for=")) {
                    return stripped.substring("for=".length()).replace("\"", "");
                }
            }
            return "";
        }
    };

    private final String label;

    ForwardingHeader(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    abstract String node(String hop);

    /** The address of one hop, its port left out; null if it does not say one. */
    @Nullable InetAddress address(String hop) {
        var node = node(hop);
        var bracket = node.indexOf(']');
        if (node.startsWith("[") && bracket > 0) {
            node = node.substring(1, bracket);
        } else if (node.indexOf(':') >= 0 && node.indexOf(':') == node.lastIndexOf(':')) {
            node = node.substring(0, node.indexOf(':'));
        }
        try {
            return InetAddress.ofLiteral(node);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
