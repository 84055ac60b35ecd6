package dev.tabellion.server.cli;

import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.server.imports.ImportWishes;
import dev.tabellion.server.imports.ImportWishes.Half;
import dev.tabellion.server.imports.NotarySource;
import dev.tabellion.server.imports.NotaryUnreadable;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
            "Take over the keys and collections of a Docker Notary, from its databases, or from dumps"
                    + " of them: plain SQL of pg_dump, mysqldump or mariadb-dump.",
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
            "  tabellion import notary --by 'Ada Lovelace' \\",
            "      --notary-server 'server:pw@tcp(mysql:3306)/notaryserver' \\",
            "      --notary-signer 'signer:pw@tcp(mysql:3306)/notarysigner'",
            "  pg_dump -f notaryserver.sql notaryserver; pg_dump -f notarysigner.sql notarysigner",
            "  tabellion import notary --by 'Ada Lovelace' \\",
            "      --notary-server notaryserver.sql --notary-signer notarysigner.sql"
        })
final class ImportNotaryCommand implements Callable<Integer> {
    private static final int FAULTS = 1;

    @Mixin final StoreOptions store = new StoreOptions();

    @Option(
            names = "--notary-server",
            paramLabel = "URL|FILE",
            description =
                    "Database of Notary's server: its db_url, or a JDBC URL; the password may be in"
                            + " TABELLION_NOTARY_SERVER_PASSWORD. Or a dump of it.")
    @Nullable String server;

    @Option(
            names = "--notary-signer",
            paramLabel = "URL|FILE",
            description =
                    "Database of Notary's signer, likewise; TABELLION_NOTARY_SIGNER_PASSWORD.")
    @Nullable String signer;

    @Option(
            names = "--passphrases",
            paramLabel = "FILE",
            description = "Lines of alias=passphrase, in place of the environment.")
    @Nullable Path passphrases;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description =
                    "Who decides so; it stands in the signer's journal and in the record. Needed"
                            + " unless it is a dry run.")
    @Nullable String by;

    @Option(names = "--dry-run", description = "Tell what would happen, and write nothing.")
    boolean dryRun;

    @Option(
            names = "--only",
            paramLabel = "HALF",
            description =
                    "'keys' at the signer, then 'collections' at the server that asks it (default:"
                            + " both). The signer reads both databases and must be stopped.")
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
        var room = StartFailure.orTold(() -> ImportRoom.open(store, wishes.half()));
        if (room == null) {
            return FAULTS;
        }
        try (room) {
            return room.run(wishes) ? 0 : FAULTS;
        } catch (NotaryUnreadable | SignerUnavailable e) {
            System.err.println(e.getMessage());
            return FAULTS;
        }
    }

    private ImportWishes wishes() {
        Half half = half();
        NotarySource serverSource = source(server, "TABELLION_NOTARY_SERVER_PASSWORD");
        NotarySource signerSource = source(signer, "TABELLION_NOTARY_SIGNER_PASSWORD");
        if (serverSource == null) {
            throw mistake(
                    "Say where Notary's server keeps its tables: --notary-server URL or FILE.");
        }
        if (half.hasKeys() && signerSource == null) {
            throw mistake("Say where Notary's signer keeps its keys: --notary-signer URL or FILE.");
        }
        if (!dryRun && (by == null || by.isBlank())) {
            throw mistake("Say who decides so: --by NAME; it stands in the journal.");
        }
        return new ImportWishes(
                half,
                serverSource,
                half.hasKeys() ? signerSource : null,
                passphrases,
                by == null ? "dry run" : by,
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

    private @Nullable NotarySource source(@Nullable String text, String passwordVariable) {
        try {
            return text == null ? null : NotarySource.parse(text, System.getenv(passwordVariable));
        } catch (IllegalArgumentException e) {
            throw mistake(e.getMessage());
        }
    }

    private ParameterException mistake(@Nullable String sentence) {
        return new ParameterException(spec.commandLine(), String.valueOf(sentence));
    }
}
