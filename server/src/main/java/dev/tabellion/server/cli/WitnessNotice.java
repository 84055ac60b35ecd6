package dev.tabellion.server.cli;

import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.tls.CertificateFiles;
import dev.tabellion.server.web.ListenSettings;
import dev.tabellion.signer.witness.CosigningKey;
import dev.tabellion.signer.witness.Witness;
import dev.tabellion.tlog.Origin;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** What a person at a terminal wants to know once a witness is up, and whom to tell what. */
final class WitnessNotice {

    private WitnessNotice() {}

    static void print(ServletWebServerApplicationContext context, PrintStream out) {
        var url = url(context.getBean(ListenSettings.class), context);
        var key = context.getBean(CosigningKey.class).key();
        out.printf("%nTabellion's witness is ready at %s%n", url);
        out.printf("  logs: %s%n", logs(context.getBean(Witness.class)));
        out.printf("  data: %s%n", ReadyNotice.shown(context.getBean(DataDirectory.class).path()));
        var authority = authority(context);
        if (authority != null) {
            out.printf("  CA for those logs to trust: %s%n", ReadyNotice.shown(authority));
        }
        out.printf(
                "Those who run the logs put this line into their policy, with the address under"
                        + " which they reach you:%n  witness w1 %s %s/%n",
                key.vkey(), url);
        out.flush();
    }

    private static @Nullable Path authority(ServletWebServerApplicationContext context) {
        var certificate = context.getBeanProvider(CertificateFiles.class).getIfAvailable();
        return certificate == null ? null : certificate.authority();
    }

    private static String logs(Witness witness) {
        return witness.origins().stream().map(Origin::text).collect(Collectors.joining(", "));
    }

    private static String url(ListenSettings listen, ServletWebServerApplicationContext context) {
        var server = context.getWebServer();
        return (listen.http() ? "http" : "https")
                + "://"
                + ReadyNotice.host(listen)
                + ":"
                + (server == null ? listen.port() : server.getPort());
    }
}
