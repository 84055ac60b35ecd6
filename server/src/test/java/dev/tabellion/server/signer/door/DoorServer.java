package dev.tabellion.server.signer.door;

import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.command.signer.Patience;
import dev.tabellion.command.signer.RemoteRoleSigner;
import dev.tabellion.command.signer.SignerLine;
import dev.tabellion.command.signer.SignerReachable;
import dev.tabellion.notary.HealthCheck;
import dev.tabellion.pocket.PocketSigner;
import dev.tabellion.server.web.WebConfiguration;
import dev.tabellion.signer.Peer;
import dev.tabellion.signer.door.Admitted;
import dev.tabellion.signer.door.Admitted.Right;
import dev.tabellion.signer.door.DoorLimits;
import dev.tabellion.signer.door.SignerDoor;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The signer's door on the real connector, with a pocket signer behind it; without TLS. */
final class DoorServer implements AutoCloseable {
    /** An RSA key may take seconds where other tests run beside. */
    private static final Patience PATIENT =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(60), 8L << 20);

    static final Peer PEER = new Peer("command-1");
    static final DoorLimits LIMITS = new DoorLimits(1 << 20, 32 << 20, Duration.ofSeconds(2));

    final PocketSigner signer = new PocketSigner();
    final PocketJournal journal = new PocketJournal();
    final AtomicReference<@Nullable Admitted> who =
            new AtomicReference<>(new Admitted(PEER, Set.of(Right.ASK, Right.READ)));
    final AtomicReference<@Nullable String> complaint = new AtomicReference<>();
    final AtomicInteger questions = new AtomicInteger();

    private final HttpClient client = SignerLine.client(null, Patience.USUAL);
    private final ConfigurableApplicationContext running;

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
    @Import(WebConfiguration.class)
    static class Connector {
        /** Tomcat asks no filter where no servlet is; this one is never reached. */
        @Bean
        ServletRegistrationBean<HttpServlet> nothing() {
            return new ServletRegistrationBean<>(new Nothing(), "/");
        }
    }

    private static final class Nothing extends HttpServlet {
        private static final long serialVersionUID = 1;
    }

    DoorServer() {
        var door =
                new SignerDoor(_ -> who.get(), this::asked, journal, journal, new Health(), LIMITS);
        this.running =
                new SpringApplicationBuilder(Connector.class)
                        .properties(Map.of("tabellion.http", "true", "tabellion.port", "0"))
                        .initializers(
                                context ->
                                        ((GenericApplicationContext) context)
                                                .registerBean(
                                                        "door",
                                                        FilterRegistrationBean.class,
                                                        () -> everywhere(door)))
                        .run();
    }

    private static FilterRegistrationBean<SignerDoor> everywhere(SignerDoor door) {
        var registration = new FilterRegistrationBean<>(door);
        registration.addUrlPatterns("/*");
        return registration;
    }

    private RoleSigner asked(Peer by) {
        questions.incrementAndGet();
        if (complaint.get() != null) {
            throw new SignerUnavailable("opening the book");
        }
        return signer;
    }

    private final class Health implements HealthCheck {
        @Override
        public String name() {
            return "book";
        }

        @Override
        public @Nullable String complaint() {
            return complaint.get();
        }
    }

    int port() {
        return Objects.requireNonNull(((ServletWebServerApplicationContext) running).getWebServer())
                .getPort();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    HttpClient client() {
        return client;
    }

    SignerLine line() {
        return new SignerLine(uri(), () -> client, PATIENT);
    }

    RemoteRoleSigner remote() {
        return new RemoteRoleSigner(line());
    }

    SignerReachable reachable() {
        return new SignerReachable(line());
    }

    @Override
    public void close() {
        client.shutdownNow();
        running.close();
    }
}
