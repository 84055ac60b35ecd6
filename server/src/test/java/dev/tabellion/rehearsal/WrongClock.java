package dev.tabellion.rehearsal;

import dev.tabellion.server.Tabellion;
import dev.tabellion.server.cli.TabellionCommand;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The program, whole, on a machine whose clock somebody moves; nothing else of it is changed. */
@Configuration(proxyBeanMethods = false)
@Import(Tabellion.class)
public class WrongClock {
    /** In the environment: the file that says by how much. */
    static final String BY = "REHEARSAL_CLOCK";

    public static void main(String[] args) {
        int exitCode = TabellionCommand.run(WrongClock.class, args);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    @Bean
    @Primary
    Clock movedTime(@Value("${" + BY + "}") Path file) {
        return new MovedTime(file).withZone(ZoneOffset.UTC);
    }
}
