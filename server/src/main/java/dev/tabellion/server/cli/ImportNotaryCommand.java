package dev.tabellion.server.cli;

import dev.tabellion.collection.RoleSigner;
import dev.tabellion.server.command.EventStoreConfiguration;
import dev.tabellion.server.data.DataConfiguration;
import dev.tabellion.server.database.DatabaseConfiguration;
import dev.tabellion.server.database.RecordDatabaseConfiguration;
import dev.tabellion.server.database.SignerDatabaseConfiguration;
import dev.tabellion.server.imports.ImportConfiguration;
import dev.tabellion.server.imports.ImportRun;
import dev.tabellion.server.imports.ImportWishes;
import dev.tabellion.server.imports.ImportWishes.Half;
import dev.tabellion.server.imports.NotaryAddress;
import dev.tabellion.server.imports.NotaryUnreadable;
import dev.tabellion.server.imports.RecordedImport;
import dev.tabellion.server.postgres.PostgresConfiguration;
import dev.tabellion.server.read.ProjectionConfiguration;
import dev.tabellion.server.remote.RemoteSignerConfiguration;
import dev.tabellion.server.signer.SignerConfiguration;
import dev.tabellion.server.start.ClockConfiguration;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.signer.vault.Keyring;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Takes over a Notary's keys and collections. Writes nothing before all of it was looked at. */
@Command(
        name = "notary",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Take over the keys and collections of a Docker Notary, from its databases.",
            "Everything is looked at before anything is written; begin with --dry-run. May be"
                    + " repeated: what is here already is left as it is.",
            "The passphrases of Notary's signer are read from NOTARY_SIGNER_<ALIAS>, as Notary reads"
                    + " them. Exit code: 0 all is well, 1 something is not, 2 wrong usage."
        },
        footer = {
            "",
            "Examples:",
            "  tabellion import notary --dry-run \\",
            "      --notary-server 'postgres://server@db.example.com:5432/notaryserver' \\",
            "      --notary-signer 'postgres://signer@db.example.com:5432/notarysigner'",
            "  tabellion import notary --notary-server 'server:pw@tcp(mysql:3306)/notaryserver' \\",
            "      --notary-signer 'signer:pw@tcp(mysql:3306)/notarysigner'"
        })
final class ImportNotaryCommand implements Callable<Integer> {
    private static final int FAULTS = 1;

    @Mixin final StoreOptions store = new StoreOptions();

    @Option(
            names = "--notary-server",
            paramLabel = "URL",
            description =
                    "Database of Notary's server: its db_url, or a JDBC URL; the password may be in"
                            + " TABELLION_NOTARY_SERVER_PASSWORD.")
    @Nullable String server;

    @Option(
            names = "--notary-signer",
            paramLabel = "URL",
            description =
                    "Database of Notary's signer, likewise; TABELLION_NOTARY_SIGNER_PASSWORD.")
    @Nullable String signer;

    @Option(
            names = "--passphrases",
            paramLabel = "FILE",
            description = "Lines of alias=passphrase, in place of the environment.")
    @Nullable Path passphrases;

    @Option(names = "--dry-run", description = "Tell what would happen, and write nothing.")
    boolean dryRun;

    @Option(
            names = "--only",
            paramLabel = "HALF",
            description = "'keys' at the signer, then 'collections' at the server (default: both).")
    @Nullable String only;

    @Option(
            names = "--others-anyway",
            description = "Leave out collections that exist here, and take over the others.")
    boolean othersAnyway;

    @Option(
            names = "--despite-past-faults",
            description = "Take over collections whose faults have been replaced since, too.")
    boolean despitePastFaults;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    private CommandSpec spec;

    @Override
    public Integer call() {
        ImportWishes wishes = wishes();
        ConfigurableApplicationContext context;
        try {
            context = start(wishes.half());
        } catch (StartupRefused e) {
            StartFailure.tell(e);
            return FAULTS;
        } catch (RuntimeException e) {
            return FAULTS; // told by StartFailure or logged by Spring, before it got here
        }
        try (context) {
            return run(context, wishes) ? 0 : FAULTS;
        } catch (NotaryUnreadable e) {
            System.err.println(e.getMessage());
            return FAULTS;
        }
    }

    private static boolean run(ConfigurableApplicationContext context, ImportWishes wishes) {
        Half half = wishes.half();
        return new ImportRun(wishes, System.getenv(), System.out, System.err)
                .with(
                        half.hasKeys() ? context.getBean(Keyring.class) : null,
                        context.getBean(RoleSigner.class),
                        half.hasCollections() ? context.getBean(RecordedImport.class) : null);
    }

    private ConfigurableApplicationContext start(Half half) {
        List<Class<?>> parts =
                new ArrayList<>(
                        List.of(
                                ClockConfiguration.class,
                                DataConfiguration.class,
                                PostgresConfiguration.class,
                                DatabaseConfiguration.class,
                                SignerDatabaseConfiguration.class,
                                SignerConfiguration.class));
        if (half.hasCollections()) {
            parts.addAll(
                    List.of(
                            RecordDatabaseConfiguration.class,
                            EventStoreConfiguration.class,
                            ProjectionConfiguration.class,
                            RemoteSignerConfiguration.class, // if the settings name a signer
                            ImportConfiguration.class));
        }
        return new SpringApplicationBuilder(parts.toArray(Class<?>[]::new))
                .web(WebApplicationType.NONE)
                .run(store.arguments().toArray());
    }

    private ImportWishes wishes() {
        Half half = half();
        NotaryAddress serverAddress = address(server, "TABELLION_NOTARY_SERVER_PASSWORD");
        NotaryAddress signerAddress = address(signer, "TABELLION_NOTARY_SIGNER_PASSWORD");
        if (half.hasCollections() && serverAddress == null) {
            throw mistake("Say where Notary's server keeps its tables: --notary-server URL.");
        }
        if (half.hasKeys() && signerAddress == null) {
            throw mistake("Say where Notary's signer keeps its keys: --notary-signer URL.");
        }
        return new ImportWishes(
                half,
                serverAddress,
                half.hasKeys() ? signerAddress : null,
                passphrases,
                dryRun,
                othersAnyway,
                despitePastFaults);
    }

    private Half half() {
        if (only == null) {
            return Half.BOTH;
        }
        for (Half half : List.of(Half.KEYS, Half.COLLECTIONS)) {
            if (half.name().toLowerCase(Locale.ROOT).equals(only)) {
                return half;
            }
        }
        throw mistake("--only is keys or collections.");
    }

    private @Nullable NotaryAddress address(@Nullable String url, String passwordVariable) {
        try {
            return url == null
                    ? null
                    : NotaryAddress.parse(url).orPassword(System.getenv(passwordVariable));
        } catch (IllegalArgumentException e) {
            throw mistake(e.getMessage());
        }
    }

    private ParameterException mistake(@Nullable String sentence) {
        return new ParameterException(spec.commandLine(), String.valueOf(sentence));
    }
}
