package dev.tabellion.hostile;

import dev.tabellion.e2e.process.Folder;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.server.Backing;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the server of a class for the first who asks for it, and ends it after the class. */
final class HostedServer implements ParameterResolver {
    private static final Namespace OURS = Namespace.create(HostedServer.class);

    /** What the tests of one class share. */
    private record Shared(Folder data, PocketClock clock, HostedTabellion server)
            implements AutoCloseable {

        static Shared with(String... settings) {
            var data = Folder.make();
            var clock = PocketClock.running();
            var server = HostedTabellion.start(Backing.freshDatabase(), data, clock, settings);
            return new Shared(data, clock, server);
        }

        @Override
        public void close() {
            server.close();
            data.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return List.of(HostedTabellion.class, PocketClock.class)
                .contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var ofTheClass = context.getRequiredTestClass().getAnnotation(Hosted.class);
        var shared =
                context.getStore(OURS)
                        .computeIfAbsent(
                                Shared.class,
                                _ -> Shared.with(ofTheClass.settings()),
                                Shared.class);
        return parameter.getParameter().getType() == PocketClock.class
                ? shared.clock()
                : shared.server();
    }
}
