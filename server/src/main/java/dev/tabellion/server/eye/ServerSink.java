package dev.tabellion.server.eye;

import dev.tabellion.collection.SightingMessage;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.server.tls.BelievedAuthorities;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells a server elsewhere, by {@code POST /api/sightings}. */
public final class ServerSink implements SightingSink, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int TOO_LARGE = 413;
    private static final int BROKEN = 500;

    private final URI address;
    private final @Nullable String token;
    private final HttpClient client;

    /**
     * @param token with the API's role {@code eye}; null where the server asks for none
     * @param authorities whom to believe that it is the server; null for whom the JDK believes
     * @throws StartupRefused if the way there is open to others: a token and what was seen go it
     */
    public ServerSink(URI server, @Nullable String token, @Nullable Path authorities) {
        if (!isPrivate(server)) {
            throw new StartupRefused(
                    "An eye tells a server by https, and by http only one on its own machine: "
                            + server,
                    null);
        }
        this.address = server.resolve("/api/sightings");
        this.token = token;
        this.client = BelievedAuthorities.client(authorities).connectTimeout(PATIENCE).build();
    }

    @Override
    public void tell(SightingMessage message) throws SightingNotTold {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(message.bytes().toArray()));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<Void> answer = client.send(request.build(), BodyHandlers.discarding());
            judge(answer.statusCode());
        } catch (IOException e) {
            throw new SightingNotTold("telling " + address + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SightingNotTold("interrupted while telling " + address, e);
        }
    }

    /** A token may be renewed and a server given room; no sighting becomes another one. */
    private void judge(int status) throws SightingNotTold {
        String said = address + " answered " + status;
        switch (status) {
            case OK, CREATED -> {}
            case FORBIDDEN ->
                    throw SightingNotTold.forbidden(
                            said + ": the token lacks the role eye, or another's eye has the name");
            case BAD_REQUEST, TOO_LARGE -> throw SightingNotTold.forGood(said);
            case BROKEN -> throw SightingNotTold.because(said, null); // of this one, perhaps
            default -> throw new SightingNotTold(said, null);
        }
    }

    /** Whether nobody on the way there reads a token: by https, or not leaving this machine. */
    static boolean isPrivate(URI server) {
        String scheme = String.valueOf(server.getScheme());
        return scheme.equals("https") || (scheme.equals("http") && isOnThisMachine(server));
    }

    private static boolean isOnThisMachine(URI server) {
        String host = String.valueOf(server.getHost()).replaceAll("[\\[\\]]", "");
        try {
            return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false; // a name, and names lead anywhere
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
