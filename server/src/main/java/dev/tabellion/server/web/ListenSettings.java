package dev.tabellion.server.web;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the server listens.
 *
 * @param port the TCP port
 * @param bind the address; loopback if nothing is said
 * @param http plain HTTP instead of HTTPS, for loopback only
 * @param auth how callers prove who they are
 */
@ConfigurationProperties("tabellion")
public record ListenSettings(
        @DefaultValue("4443") int port,
        @Nullable InetAddress bind,
        @DefaultValue("false") boolean http,
        @DefaultValue Authentication auth) {

    private static final int HIGHEST_PORT = 65535;

    public ListenSettings {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "tabellion.port (--port) must be 0 to 65535, but is " + port);
        }
    }

    /** The address to bind: with authentication every one, unless the operator chose. */
    public @Nullable InetAddress address() {
        if (bind != null) {
            return bind;
        }
        return auth.configured() && !http ? null : InetAddress.getLoopbackAddress();
    }

    public boolean loopbackOnly() {
        var address = address();
        return address != null && address.isLoopbackAddress();
    }

    /**
     * Whether and how callers are authenticated.
     *
     * @param type the kind of authentication; null for none
     */
    public record Authentication(@Nullable String type) {

        public boolean configured() {
            return type != null && !type.isBlank();
        }
    }
}
