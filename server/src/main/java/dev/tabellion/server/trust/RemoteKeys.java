package dev.tabellion.server.trust;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** Configures what asks a signer elsewhere. Never runs where there are keys. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(TrustDomains.KeysElsewhere.class)
public @interface RemoteKeys {}
