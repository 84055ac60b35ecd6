package dev.tabellion.server.cli;

import dev.tabellion.server.start.StartupRefused;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.tomcat.ConnectorStartFailedException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Tells why the program did not start in one paragraph on standard error, where the reason is
 * something an operator can change. Everything else is a fault of ours and keeps its stack trace.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class StartFailure implements SpringBootExceptionReporter {

    /** Spring hands over its context; the reason does not depend on it. */
    @SuppressWarnings("UnusedVariable")
    public StartFailure(@Nullable ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        var paragraph = paragraph(failure);
        paragraph.ifPresent(System.err::println);
        return paragraph.isPresent();
    }

    /** What was started; null if that failed, which has then been told. */
    static <T> @Nullable T orTold(Supplier<T> start) {
        try {
            return start.get();
        } catch (StartupRefused e) {
            System.err.println(e.getMessage());
            return null;
        } catch (RuntimeException e) {
            return null; // told by this reporter or logged by Spring, before it got here
        }
    }

    private static Optional<String> paragraph(Throwable failure) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            var text = words(at);
            if (text != null) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    private static @Nullable String words(Throwable failure) {
        return switch (failure) {
            case StartupRefused refusal -> refusal.getMessage();
            case PortInUseException inUse ->
                    "Port "
                            + inUse.getPort()
                            + " is in use by another program. Stop that one, or choose another with"
                            + " --port PORT.";
            case ConnectorStartFailedException connector ->
                    "The server cannot listen on port "
                            + connector.getPort()
                            + ": "
                            + deepest(connector)
                            + ".";
            case ConfigurationPropertiesBindException bind ->
                    "The configuration cannot be used: " + deepest(bind) + ".";
            default -> null;
        };
    }

    private static String deepest(Throwable failure) {
        var at = failure;
        for (var cause = at.getCause(); cause != null; cause = cause.getCause()) {
            at = cause;
        }
        return String.valueOf(at.getMessage());
    }
}
