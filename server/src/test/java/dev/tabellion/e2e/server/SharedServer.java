package dev.tabellion.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.e2e.client.Endpoint;
import dev.tabellion.e2e.server.Alarms.Alarm;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Hands each test a {@link Scene} on the one server of its kind that all tests of a run share:
 * started for the first, ended after the last, or given by {@code e2e.endpoint} and left alone. The
 * log is audited after each class, which fails if it raised an alarm that it does not {@link
 * Raises}.
 */
public final class SharedServer implements ParameterResolver, AfterAllCallback {

    private static final Namespace OURS = Namespace.create(SharedServer.class);
    private static final String RAISED = "raised by ";

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
        var scene = new Scene(endpoint(context, kind(context)));
        context.getStore(OURS).put(scene, scene);
        return scene;
    }

    /** Whatever the tests of a class did, it has to be in the log as it happened. */
    @Override
    public void afterAll(ExtensionContext context) {
        Attempt<?> start =
                context.getStore(StoreScope.LAUNCHER_SESSION, OURS)
                        .get(kind(context), Attempt.class);
        if (start != null) {
            RunningServer server = (RunningServer) start.outcome();
            server.audit();
            raisesNothing(context, server);
        }
    }

    /** But for what a class says of itself; what classes before it raised is theirs. */
    private static void raisesNothing(ExtensionContext context, RunningServer server) {
        Set<String> meant =
                AnnotationSupport.findAnnotation(context.getTestClass(), Raises.class)
                        .map(raises -> Set.of(raises.value()))
                        .orElse(Set.of());
        ExtensionContext.Store store = context.getStore(StoreScope.LAUNCHER_SESSION, OURS);
        int before = store.getOrDefault(RAISED + kind(context), Integer.class, 0);
        List<Alarm> alarms = server.alarms();
        store.put(RAISED + kind(context), alarms.size());
        assertThat(alarms.subList(before, alarms.size()))
                .filteredOn(alarm -> !meant.contains(alarm.rule()))
                .as("alarms")
                .isEmpty();
    }

    private static ServerKind kind(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getTestClass(), OnServer.class)
                .map(it -> ServerKind.named(it.value()))
                .orElseGet(ServerKind::chosen);
    }

    private static Endpoint endpoint(ExtensionContext context, ServerKind kind) {
        return kind == ServerKind.chosen()
                ? Servers.given().orElseGet(() -> shared(context, kind).endpoint())
                : shared(context, kind).endpoint();
    }

    private static RunningServer shared(ExtensionContext context, ServerKind kind) {
        Attempt<?> start =
                context.getStore(StoreScope.LAUNCHER_SESSION, OURS)
                        .computeIfAbsent(
                                kind,
                                it -> Attempt.at(() -> Servers.start(it, Optional.empty())),
                                Attempt.class);
        return (RunningServer) start.outcome();
    }
}
