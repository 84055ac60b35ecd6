package dev.tabellion.e2e.token;

import dev.tabellion.e2e.client.Endpoint;
import dev.tabellion.e2e.pki.OpenSsl;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.Attempt;
import dev.tabellion.e2e.server.RunningServer;
import dev.tabellion.e2e.server.Scene;
import dev.tabellion.e2e.server.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands each test a scene on a server that believes a token server, and that token server. Both are
 * shared by all tests of a run that ask for them.
 */
public final class GuardedServer implements ParameterResolver {

    private static final Namespace OURS = Namespace.create(GuardedServer.class);

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(
            ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Scene.class || type == TokenServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var pair = shared(context);
        if (parameter.getParameter().getType() == TokenServer.class) {
            return pair.tokens();
        }
        var scene = new Scene(pair.endpoint());
        context.getStore(OURS).put(scene, scene);
        return scene;
    }

    private static Pair shared(ExtensionContext context) {
        Attempt<?> start =
                context.getStore(StoreScope.LAUNCHER_SESSION, OURS)
                        .computeIfAbsent(
                                Attempt.class, _ -> Attempt.at(Pair::start), Attempt.class);
        return (Pair) start.outcome();
    }

    private record Pair(Folder folder, TokenServer tokens, RunningServer server)
            implements AutoCloseable {

        static Pair start() {
            var folder = Folder.make();
            var tokens = TokenServer.open(new OpenSsl(folder.path()));
            return new Pair(folder, tokens, Servers.start(Optional.of(tokens.settings())));
        }

        /** The clients believe one file of certificates, for server and token server alike. */
        Endpoint endpoint() {
            var known = server.endpoint();
            Path bundle = folder.path().resolve("bundle.crt");
            try {
                var all =
                        Files.readString(known.caFile())
                                + Files.readString(tokens.authority().certificate());
                return known.trusting(Files.writeString(bundle, all));
            } catch (IOException e) {
                throw new UncheckedIOException("bundling certificates in " + bundle, e);
            }
        }

        @Override
        public void close() {
            server.close();
            tokens.close();
            folder.close();
        }
    }
}
