package dev.tabellion.e2e.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Plain HTTP to a server, for what no client shows or does. Never retries. */
public final class Wire implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Endpoint endpoint;
    private final HttpClient client;
    private final @Nullable String bearer;

    public Wire(Endpoint endpoint) {
        this(endpoint, clientTrusting(endpoint.caFile()), null);
    }

    private Wire(Endpoint endpoint, HttpClient client, @Nullable String bearer) {
        this.endpoint = endpoint;
        this.client = client;
        this.bearer = bearer;
    }

    /** The same with a token; closed with the one it was made from. */
    public Wire bearing(String token) {
        return new Wire(endpoint, client, token);
    }

    public Answer get(String path) {
        return send("GET", path, "", BodyPublishers.noBody());
    }

    /** With a header that no client of Notary's sends. */
    public Answer get(String path, String header, String value) {
        return send("GET", path, "", BodyPublishers.noBody(), header, value);
    }

    /** A document or key of one collection. */
    public Answer tuf(String gun, String file) {
        return get("/v2/" + gun + "/_trust/tuf/" + file);
    }

    public Answer post(String path, String contentType, String body) {
        return send("POST", path, contentType, BodyPublishers.ofString(body));
    }

    /** Publishes as the clients do. */
    public Answer publish(String gun, Upload upload) {
        return send(
                "POST",
                "/v2/" + gun + "/_trust/tuf/",
                upload.contentType(),
                BodyPublishers.ofByteArray(upload.body()));
    }

    /** Any request, as another client made it. */
    public Answer relay(String method, String path, String contentType, byte[] body) {
        return send(method, path, contentType, BodyPublishers.ofByteArray(body));
    }

    /** The same, as it comes through a proxy that says for whom. */
    public Answer relayFor(String client, String path, byte[] body) {
        return send(
                "POST",
                path,
                "application/octet-stream",
                BodyPublishers.ofByteArray(body),
                "X-Forwarded-For",
                client);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private Answer send(
            String method, String path, String contentType, BodyPublisher body, String... header) {
        var request =
                HttpRequest.newBuilder(URI.create(endpoint.url() + path))
                        .timeout(LIMIT)
                        .method(method, body);
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        if (header.length > 0) {
            request.headers(header);
        }
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        try {
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(method + " " + path, response);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + endpoint.url() + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + method + " " + path, e);
        }
    }

    private static HttpClient clientTrusting(Path caFile) {
        try (var in = Files.newInputStream(caFile)) {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null);
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("ca-" + trusted.size(), certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(tls)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + caFile, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("trusting " + caFile, e);
        }
    }
}
