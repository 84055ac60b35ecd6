package dev.tabellion.server.cli;

import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.tls.CertificateFiles;
import dev.tabellion.server.web.ListenSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** What a person at a terminal wants to know once the server is up. */
final class ReadyNotice {

    private ReadyNotice() {}

    static void print(ServletWebServerApplicationContext context, PrintStream out) {
        var listen = context.getBean(ListenSettings.class);
        var data = context.getBean(DataDirectory.class);
        var certificate = context.getBeanProvider(CertificateFiles.class).getIfAvailable();
        var server = context.getWebServer();
        var port = server == null ? listen.port() : server.getPort();
        var url = (listen.http() ? "http" : "https") + "://" + host(listen) + ":" + port;
        var authority = certificate == null ? null : certificate.authority();
        out.println(text(url, authority, data.path()));
        out.flush();
    }

    private static String text(String url, @Nullable Path authority, Path data) {
        var trust = authority == null ? "" : " --tlscacert " + shown(authority);
        var notary = "  notary -s " + url + trust + " -d ~/.notary ";
        var lines = new StringBuilder("\nTabellion is ready at " + url + "\n");
        if (authority != null) {
            lines.append("  CA for clients to trust: ").append(shown(authority)).append('\n');
        }
        lines.append("  data: ").append(shown(data)).append('\n');
        lines.append("Publish with Notary's client:\n");
        lines.append(notary).append("init -p example.com/app\n");
        lines.append(notary).append("add -p example.com/app v1 FILE\n");
        lines.append(notary).append("list example.com/app\n");
        return lines.toString();
    }

    /**
     * Relative where that is shorter to read: most people start us in the directory they are in.
     */
    static String shown(Path path) {
        var here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }

    static String host(ListenSettings listen) {
        var address = listen.address();
        if (address == null || address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            return "localhost";
        }
        return address.getHostName();
    }
}
