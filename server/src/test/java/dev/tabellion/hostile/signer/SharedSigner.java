package dev.tabellion.hostile.signer;

import dev.tabellion.e2e.server.Attempt;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands each test the one signer of the suite: started for the first, ended after the last. */
final class SharedSigner implements ParameterResolver {
    private static final Namespace OURS = Namespace.create(SharedSigner.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == AttackedSigner.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Attempt<?> start =
                context.getStore(StoreScope.LAUNCHER_SESSION, OURS)
                        .computeIfAbsent(
                                AttackedSigner.class,
                                _ -> Attempt.at(AttackedSigner::new),
                                Attempt.class);
        return start.outcome();
    }
}
