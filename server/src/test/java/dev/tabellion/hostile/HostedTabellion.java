package dev.tabellion.hostile;

import dev.tabellion.e2e.client.Endpoint;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.LogAudit;
import dev.tabellion.server.Tabellion;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.signer.Ceremonies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The whole program in this process, behind its real port: its clock can be moved and its database
 * looked at.
 */
public final class HostedTabellion implements AutoCloseable {
    private final ServletWebServerApplicationContext program;
    private final Endpoint endpoint;
    private final Wire wire;
    private final JdbcTemplate sql;
    private final Path data;
    private final Runnable audit;

    private HostedTabellion(
            ServletWebServerApplicationContext program,
            Endpoint endpoint,
            DatabaseOwner owner,
            Path data) {
        this.program = program;
        this.endpoint = endpoint;
        this.data = data;
        this.audit = () -> LogAudit.of(owner, data);
        this.wire = new Wire(endpoint);
        this.sql =
                new JdbcTemplate(
                        new DriverManagerDataSource(owner.url(), owner.user(), owner.password()));
    }

    /**
     * @param data where its certificates and keys are, and stay
     * @param more settings, each {@code name=value}
     */
    public static HostedTabellion start(
            DatabaseOwner owner, Folder data, Clock clock, String... more) {
        return start(owner, data, clock, _ -> {}, more);
    }

    /**
     * @param changed what of the program is another one's
     */
    static HostedTabellion start(
            DatabaseOwner owner,
            Folder data,
            Clock clock,
            ApplicationContextInitializer<GenericApplicationContext> changed,
            String... more) {
        var application = new SpringApplication(Tabellion.class);
        application.addInitializers(changed);
        application.addInitializers(
                (ApplicationContextInitializer<GenericApplicationContext>)
                        context ->
                                context.registerBean(
                                        "clockUnderTest",
                                        Clock.class,
                                        () -> clock,
                                        bean -> bean.setPrimary(true)));
        var settings =
                Stream.concat(
                        Stream.of(
                                "tabellion.port=0",
                                "tabellion.bind=127.0.0.1",
                                "tabellion.data=" + data.path(),
                                "tabellion.database.url=" + owner.url(),
                                "tabellion.database.username=" + owner.user(),
                                "tabellion.database.password=" + owner.password()),
                        List.of(more).stream());
        var program =
                (ServletWebServerApplicationContext)
                        application.run(settings.map(each -> "--" + each).toArray(String[]::new));
        int port = Objects.requireNonNull(program.getWebServer(), "no web server").getPort();
        var endpoint =
                new Endpoint(
                        URI.create("https://localhost:" + port), data.path().resolve("tls/ca.pem"));
        return new HostedTabellion(program, endpoint, owner, data.path());
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public Wire wire() {
        return wire;
    }

    /** What an operator does at the signer. */
    Ceremonies ceremonies() {
        return program.getBean(Ceremonies.class);
    }

    /** As an operator hands it to who is to watch the log. */
    public String logKey() {
        try {
            return Files.readString(data.resolve("log/vkey")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the log's key", e);
        }
    }

    /** Its database, seen by its owner. */
    public JdbcTemplate sql() {
        return sql;
    }

    /** Audited. */
    @Override
    public void close() {
        try {
            audit.run();
        } finally {
            closeUnaudited();
        }
    }

    /** For who put its database back, and knows that its log says so. */
    void closeUnaudited() {
        wire.close();
        program.close();
        GenericEventMessage.clock = Clock.systemUTC(); // a program sets it, and it is the fork's
    }
}
