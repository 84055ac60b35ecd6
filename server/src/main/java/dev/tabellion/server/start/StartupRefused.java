package dev.tabellion.server.start;

import org.jspecify.annotations.Nullable;

/**
 * A start that cannot succeed until the operator changes something. Its message is the whole
 * paragraph the operator reads; it never needs a stack trace to be understood.
 */
public final class StartupRefused extends RuntimeException {

    public StartupRefused(String paragraph) {
        this(paragraph, null);
    }

    public StartupRefused(String paragraph, @Nullable Throwable cause) {
        super(paragraph, cause);
    }
}
