package dev.tabellion.server.health;

import dev.tabellion.notary.HealthCheck;
import dev.tabellion.server.database.SignerDatabaseConfiguration;
import dev.tabellion.server.trust.KeySide;
import dev.tabellion.server.trust.RecordSide;
import dev.tabellion.server.web.FilterOrder;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gathers every {@link HealthCheck} there is, for Notary's health and the actuator's. */
@RecordSide
@Configuration(proxyBeanMethods = false)
public class HealthConfiguration {

    @Bean
    Condition condition(ObjectProvider<HealthCheck> checks) {
        return new Condition(checks.orderedStream().toList());
    }

    @Bean
    FilterRegistrationBean<HealthDoor> healthDoor(Condition condition) {
        var registration = new FilterRegistrationBean<>(new HealthDoor(condition));
        registration.setName("health");
        registration.addUrlPatterns("/*");
        registration.setOrder(FilterOrder.OPERATORS);
        return registration;
    }

    @Bean
    @KeySide
    TrustCheck trustCheck(
            @Qualifier(SignerDatabaseConfiguration.SIGNER) DataSource signerDataSource) {
        return new TrustCheck(signerDataSource);
    }

    @Bean
    FallenCheck fallenCheck() {
        return new FallenCheck();
    }

    /** The same complaints at {@code /actuator/health}. */
    @Bean
    HealthIndicator notaryHealth(Condition condition) {
        return () -> {
            var complaints = condition.complaints();
            return (condition.isWell() ? Health.up() : Health.down())
                    .withDetails(java.util.Map.copyOf(complaints))
                    .build();
        };
    }
}
