package dev.tabellion.server.trust;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Profile;

/** Configures what takes, records and serves publications. Never runs in a signer's process. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Profile("!" + TrustDomains.SIGNER_ALONE)
public @interface RecordSide {}
