package dev.tabellion.server;

import dev.tabellion.server.cli.TabellionCommand;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;

/**
 * The program's entry: starts every trust domain that is switched on, in one process. What there is
 * to start is found in the configuration classes below this package, one for each feature.
 */
@SpringBootApplication(
        proxyBeanMethods = false,
        exclude = {
            DataSourceAutoConfiguration.class, // pools are declared by hand
            DataSourceTransactionManagerAutoConfiguration.class,
            ErrorMvcAutoConfiguration.class, // errors are told by the connector's own valve
            JmxAutoConfiguration.class
        })
public class Tabellion {

    /** Ends the process only when there is something to report; a running server stays. */
    public static void main(String[] args) {
        var exitCode = TabellionCommand.run(Tabellion.class, args);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}
