package dev.tabellion.server.start;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock of the process: nobody else asks the machine what time it is. */
@Configuration(proxyBeanMethods = false)
public class ClockConfiguration {

    /** As fine as PostgreSQL keeps it: what is read back is what was written down. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }
}
