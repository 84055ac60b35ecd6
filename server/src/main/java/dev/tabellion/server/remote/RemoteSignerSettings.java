package dev.tabellion.server.remote;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the signer is, if it is elsewhere, and how both know each other.
 *
 * @param url scheme https, host and port
 * @param credentials a directory with {@code ca.pem}, {@code cert.pem} and {@code key.pem}, in
 *     place of the next three
 * @param ca the certificate of who issued the signer's
 * @param cert what we show, with its chain
 * @param key its private key
 * @param name the DNS name that the signer's certificate must bear; the URL's host if absent
 */
@ConfigurationProperties("tabellion.signer")
public record RemoteSignerSettings(
        @Nullable URI url,
        @Nullable Path credentials,
        @Nullable Path ca,
        @Nullable Path cert,
        @Nullable Path key,
        @Nullable String name) {}
