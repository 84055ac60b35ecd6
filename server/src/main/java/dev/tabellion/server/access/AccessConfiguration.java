package dev.tabellion.server.access;

import dev.tabellion.server.access.AccessSettings.Auth;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.server.trust.RecordSide;
import dev.tabellion.server.web.FilterOrder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the access filter in front of every other and chooses its guard. */
@RecordSide
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
public class AccessConfiguration {

    @Bean
    FilterRegistrationBean<AccessFilter> accessFilter(AccessSettings settings) {
        var filter =
                new AccessFilter(
                        guard(settings, Clock.systemUTC()),
                        new ClientAddress(settings.forwardingHeader(), proxies(settings)),
                        new RequestIds(new SecureRandom().nextLong()));
        var registration = new FilterRegistrationBean<>(filter);
        registration.setName("access");
        registration.addUrlPatterns("/*");
        registration.setOrder(FilterOrder.ACCESS);
        return registration;
    }

    static Guard guard(AccessSettings settings, Clock clock) {
        var auth = settings.auth();
        return switch (auth.type()) {
            case null -> new LoopbackGuard(ownNames(settings));
            case "" -> new LoopbackGuard(ownNames(settings));
            case "token" -> tokenGuard(auth, clock);
            // Notary runs without any authentication here, and says nothing
            case String unknown ->
                    throw new StartupRefused(
                            "tabellion.auth.type is '"
                                    + unknown
                                    + "', but the only kind of authentication is 'token'.");
        };
    }

    private static Guard tokenGuard(Auth auth, Clock clock) {
        var service = required("service", auth.service());
        var file = required("root-cert-bundle", auth.rootCertBundle());
        var keys = new TrustedKeys(CertificateBundle.read(file, clock.instant()));
        var verifier = new TokenVerifier(required("issuer", auth.issuer()), service, keys);
        return new TokenGuard(
                new RememberedTokens(verifier, clock),
                new Challenge(required("realm", auth.realm()), service, auth.autoredirect()));
    }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null || value.toString().isBlank()) {
            throw new StartupRefused(
                    "Token authentication needs tabellion.auth." + name + ", and it is not set.");
        }
        return value;
    }

    private static List<Network> proxies(AccessSettings settings) {
        try {
            return settings.trustedProxies().stream().map(Network::of).toList();
        } catch (IllegalArgumentException e) {
            throw new StartupRefused(
                    "tabellion.trusted-proxies lists addresses and CIDR ranges only: "
                            + e.getMessage(),
                    e);
        }
    }

    private static Set<String> ownNames(AccessSettings settings) {
        var names = new HashSet<String>();
        settings.hosts().forEach(each -> names.add(each.toLowerCase(Locale.ROOT)));
        try {
            names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
        } catch (UnknownHostException e) {
            // the machine does not know its own name, so nobody will call it by it
        }
        return names;
    }
}
