package dev.tabellion.server.trust;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * How the process knows its part: the profile makes it a signer and nothing else, the address of a
 * signer elsewhere makes it a server without keys, and without either it is everything at once.
 */
public final class TrustDomains {

    /** The profile of a signer in a process of its own. */
    public static final String SIGNER_ALONE = "signer";

    /** The profile of a log in a process of its own. */
    public static final String LOG_ALONE = "log";

    /** The profile of a witness, which is a process of its own always. */
    public static final String WITNESS_ALONE = "witness";

    /** The setting that names a signer elsewhere. */
    public static final String REMOTE_SIGNER = "tabellion.signer.url";

    /** The setting that says {@code none} where another process keeps the log. */
    public static final String LOG = "tabellion.log.by";

    private TrustDomains() {}

    private static boolean isSignerAlone(Environment environment) {
        return environment.acceptsProfiles(Profiles.of(SIGNER_ALONE));
    }

    private static boolean keysAreElsewhere(Environment environment) {
        return !isSignerAlone(environment) && !environment.getProperty(REMOTE_SIGNER, "").isBlank();
    }

    static final class KeysHere implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !keysAreElsewhere(context.getEnvironment());
        }
    }

    static final class KeysElsewhere implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return keysAreElsewhere(context.getEnvironment());
        }
    }

    static final class LogHere implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            var environment = context.getEnvironment();
            return !isSignerAlone(environment) && !environment.getProperty(LOG, "").equals("none");
        }
    }
}
