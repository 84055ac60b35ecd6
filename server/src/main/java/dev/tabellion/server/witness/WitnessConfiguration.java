package dev.tabellion.server.witness;

import dev.tabellion.server.data.DataConfiguration;
import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.start.ClockConfiguration;
import dev.tabellion.server.tls.TlsConfiguration;
import dev.tabellion.server.trust.WitnessAlone;
import dev.tabellion.server.web.WitnessWebConfiguration;
import dev.tabellion.signer.witness.CosigningKey;
import dev.tabellion.signer.witness.Witness;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * All that a witness's process is made of: its key, its memory, its door and what these stand on.
 */
@WitnessAlone
@Configuration(proxyBeanMethods = false)
@Import({
    ClockConfiguration.class,
    DataConfiguration.class,
    TlsConfiguration.class,
    WitnessWebConfiguration.class
})
@EnableConfigurationProperties(WitnessSettings.class)
public class WitnessConfiguration {

    @Bean
    CosigningKey cosigningKey(WitnessSettings settings, DataDirectory data) {
        return WitnessRoom.key(settings, data);
    }

    @Bean
    Witness witness(WitnessSettings settings, CosigningKey key, DataDirectory data) {
        return WitnessRoom.witness(WitnessRoom.policy(settings), key, data);
    }

    @Bean
    ServletRegistrationBean<WitnessDoor> witnessDoor(Witness witness, Clock clock) {
        return new ServletRegistrationBean<>(new WitnessDoor(witness, clock), "/*");
    }
}
