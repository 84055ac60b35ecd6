package dev.tabellion.server.cli;

import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.door.DoorSettings;
import java.io.PrintStream;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** What a person at a terminal wants to know once a signer is up. */
final class SignerNotice {

    private SignerNotice() {}

    static void print(ServletWebServerApplicationContext context, PrintStream out) {
        var server = context.getWebServer();
        out.printf(
                "%nTabellion's signer is ready at port %s%n  askers: %s%n  data: %s%n",
                server == null ? "?" : server.getPort(),
                String.join(", ", context.getBean(DoorSettings.class).askers()),
                context.getBean(DataDirectory.class).path());
        out.flush();
    }
}
