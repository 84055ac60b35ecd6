package dev.tabellion.e2e.token;

import com.sun.net.httpserver.HttpExchange;
import dev.tabellion.e2e.pki.Certified;
import dev.tabellion.e2e.pki.OpenSsl;
import dev.tabellion.e2e.server.HttpsDoor;
import dev.tabellion.e2e.server.TokenAuth;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A registry's token server. Three kinds of people come to it: {@code admin} may do everything,
 * {@code alice} may push and pull, and who gives no name may pull what has "public" in its name.
 */
public final class TokenServer implements AutoCloseable {

    public static final String ADMIN_PASSWORD = "adminpw";
    public static final String ALICE_PASSWORD = "alicepw";

    private static final String SERVICE = "notary-under-test";
    private static final String ISSUER = "token-server-under-test";
    private static final long LIFETIME_SECONDS = 300;

    private static final Map<String, String> PASSWORDS =
            Map.of("admin", ADMIN_PASSWORD, "alice", ALICE_PASSWORD);

    private final Certified authority;
    private final Certified signing;
    private final HttpsDoor door;
    private volatile KeyReference reference = KeyReference.X5C;

    private TokenServer(OpenSsl openSsl) {
        authority = openSsl.authority("token-authority");
        signing = openSsl.ecdsaHolder("token-signing");
        door = HttpsDoor.open(openSsl.localhost("token-tls", authority), this::answer);
    }

    public static TokenServer open(OpenSsl openSsl) {
        return new TokenServer(openSsl);
    }

    /** From now on its tokens name their key like this. */
    public void nameKeysBy(KeyReference way) {
        reference = way;
    }

    /** What a server is told to believe this one. */
    public TokenAuth settings() {
        return new TokenAuth(realm(), SERVICE, ISSUER, signing.certificate(), false);
    }

    /** Who vouches for its TLS certificate. */
    public Certified authority() {
        return authority;
    }

    /** Who signs its tokens. */
    public TokenSigner signer() {
        return new TokenSigner(signing, reference);
    }

    /** What it would say now to somebody who is allowed this. */
    public Claims claims(String subject, List<Access> access) {
        return new Claims(
                ISSUER, subject, SERVICE, Instant.now().plusSeconds(LIFETIME_SECONDS), access);
    }

    @Override
    public void close() {
        door.close();
    }

    private URI realm() {
        return door.url().resolve("/token");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var credentials = Credentials.of(exchange);
            if (!credentials.isAnonymous()
                    && !credentials.password().equals(PASSWORDS.get(credentials.user()))) {
                respond(exchange, 401, Map.of("details", "bad credentials"));
                return;
            }
            var granted = scopes(exchange).map(it -> grant(credentials.user(), it)).toList();
            var token = signer().sign(claims(credentials.user(), granted));
            respond(exchange, 200, Map.of("token", token, "expires_in", LIFETIME_SECONDS));
        }
    }

    private static Access grant(String user, Access asked) {
        var actions = new ArrayList<>(asked.actions());
        switch (user) {
            case "admin" -> {}
            case "alice" -> actions.removeIf(action -> action.equals("*"));
            default ->
                    actions.removeIf(
                            action -> !action.equals("pull") || !asked.name().contains("public"));
        }
        return new Access(asked.type(), asked.name(), actions);
    }

    private static Stream<Access> scopes(HttpExchange exchange) {
        return Stream.of(exchange.getRequestURI().getRawQuery().split("&", -1))
                .filter(parameter -> parameter.startsWith("scope="))
                .map(scope -> scope.substring("scope=".length()))
                .map(scope -> URLDecoder.decode(scope, StandardCharsets.UTF_8))
                .map(Access::parse);
    }

    private static void respond(HttpExchange exchange, int status, Map<String, Object> body)
            throws IOException {
        byte[] json = JsonMapper.shared().writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
    }

    private record Credentials(String user, String password) {

        static Credentials of(HttpExchange exchange) {
            var header = exchange.getRequestHeaders().getFirst("Authorization");
            if (header == null || !header.startsWith("Basic ")) {
                return new Credentials("", "");
            }
            var basic = Base64.getDecoder().decode(header.substring("Basic ".length()));
            var parts = new String(basic, StandardCharsets.UTF_8).split(":", 2);
            return new Credentials(parts[0], parts[1]);
        }

        boolean isAnonymous() {
            return user.isEmpty();
        }
    }
}
