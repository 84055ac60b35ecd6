package dev.tabellion.e2e.server;

import dev.tabellion.e2e.client.Endpoint;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands each test a {@link Scene} on the one server that all tests of a run share: started for the
 * first, ended after the last, or given by {@code e2e.endpoint} and left alone.
 */
public final class SharedServer implements ParameterResolver {

    private static final Namespace OURS = Namespace.create(SharedServer.class);

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(
            ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Scene.class;
    }

    @Override
    public Scene resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var scene = new Scene(endpoint(context));
        context.getStore(OURS).put(scene, scene);
        return scene;
    }

    private static Endpoint endpoint(ExtensionContext context) {
        return Servers.given().orElseGet(() -> shared(context).endpoint());
    }

    private static RunningServer shared(ExtensionContext context) {
        Attempt<?> start =
                context.getRoot()
                        .getStore(OURS)
                        .computeIfAbsent(
                                Attempt.class,
                                _ -> Attempt.at(() -> Servers.start(Optional.empty())),
                                Attempt.class);
        return (RunningServer) start.outcome();
    }
}
