package dev.tabellion.server.remote;

import dev.tabellion.collection.RoleSigner;
import dev.tabellion.command.signer.Patience;
import dev.tabellion.command.signer.RemoteRoleSigner;
import dev.tabellion.command.signer.SignerLine;
import dev.tabellion.command.signer.SignerReachable;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.server.tls.PeerFiles;
import dev.tabellion.server.tls.PeerTls;
import dev.tabellion.server.trust.RemoteKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The line to the signer, its end of it, and what health says of both. */
@RemoteKeys
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RemoteSignerSettings.class)
public class RemoteSignerConfiguration {

    @Bean
    PeerTls signerTls(RemoteSignerSettings settings, Clock clock) {
        return PeerTls.of(files(settings), clock);
    }

    @Bean
    NewestClient signerClient(RemoteSignerSettings settings, PeerTls tls) {
        return new NewestClient(
                tls, context(settings, tls), context -> SignerLine.client(context, Patience.USUAL));
    }

    @Bean
    SignerLine signerLine(RemoteSignerSettings settings, NewestClient signerClient) {
        return new SignerLine(url(settings), signerClient, Patience.USUAL);
    }

    @Bean
    RoleSigner roleSigner(SignerLine line) {
        return new RemoteRoleSigner(line);
    }

    @Bean
    RemoteTrustCheck trustCheck(RemoteSignerSettings settings, SignerLine line, PeerTls tls) {
        return new RemoteTrustCheck(url(settings), new SignerReachable(line), tls);
    }

    private static SSLContext context(RemoteSignerSettings settings, PeerTls tls) {
        String name = settings.name();
        return name == null || name.isBlank() ? tls.context() : tls.contextFor(name);
    }

    private static URI url(RemoteSignerSettings settings) {
        URI url = settings.url();
        if (url == null
                || !"https".equals(url.getScheme())
                || url.getHost() == null
                || !(url.getPath().isEmpty() || url.getPath().equals("/"))) {
            throw new StartupRefused(
                    "The signer's address (--signer, tabellion.signer.url) must be like"
                            + " https://signer.example.com:8444, but is "
                            + url
                            + ".");
        }
        return url;
    }

    private static PeerFiles files(RemoteSignerSettings settings) {
        Path credentials = settings.credentials();
        if (credentials != null) {
            return PeerFiles.in(credentials);
        }
        return new PeerFiles(
                required("ca", settings.ca()),
                required("cert", settings.cert()),
                required("key", settings.key()));
    }

    private static Path required(String name, @Nullable Path file) {
        if (file == null) {
            throw new StartupRefused(
                    "A signer elsewhere needs tabellion.signer."
                            + name
                            + ", and it is not set. --signer-credentials DIR gives ca, cert and key"
                            + " at once; at the signer 'tabellion certificates --for NAME --out"
                            + " DIR' makes them.");
        }
        return file;
    }
}
