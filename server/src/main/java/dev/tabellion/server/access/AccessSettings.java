package dev.tabellion.server.access;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is let in, and how one knows who it is.
 *
 * @param auth how callers prove who they are
 * @param hosts names besides {@code localhost} under which a server without authentication answers
 * @param trustedProxies addresses or CIDR ranges of proxies whose forwarding header is believed
 * @param forwardingHeader the one header that those proxies write
 */
@ConfigurationProperties("tabellion")
record AccessSettings(
        @DefaultValue Auth auth,
        @DefaultValue List<String> hosts,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("x-forwarded-for") ForwardingHeader forwardingHeader) {

    /**
     * Token authentication, under Notary's names for its parts.
     *
     * @param type {@code token}, or nothing for no authentication
     * @param realm URL of the token server, told to clients
     * @param service our name at the token server, the audience of its tokens
     * @param issuer the name under which the token server signs
     * @param rootCertBundle PEM file with the certificates of the token server's keys or their CA
     * @param autoredirect whether clients find the token server at {@code /auth/token} of the host
     *     name that they used for us
     */
    record Auth(
            @Nullable String type,
            @Nullable String realm,
            @Nullable String service,
            @Nullable String issuer,
            @Nullable Path rootCertBundle,
            @DefaultValue("false") boolean autoredirect) {}
}
