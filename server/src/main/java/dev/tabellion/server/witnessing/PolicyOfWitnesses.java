package dev.tabellion.server.witnessing;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.VerifierKey;
import dev.tabellion.tlog.WitnessPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the policy by which a log is cosigned, and tells the operator what is wrong with it. */
final class PolicyOfWitnesses {
    private static final Logger log = LoggerFactory.getLogger(PolicyOfWitnesses.class);

    private PolicyOfWitnesses() {}

    /**
     * @param own the log's key, which the policy may name so that it serves the log's readers too
     */
    static WitnessPolicy read(Path file, VerifierKey own) {
        WitnessPolicy policy = parsed(file);
        if (policy.witnesses().isEmpty()) {
            throw refused(file, "it names no witness", null);
        }
        for (WitnessPolicy.Witness each : policy.witnesses()) {
            if (!isAddress(each.url())) {
                throw refused(file, "the witness " + each.name() + " has no http(s) address", null);
            }
        }
        if (!policy.logs().isEmpty()
                && policy.logs().stream().noneMatch(each -> each.key().equals(own))) {
            log.atWarn()
                    .addKeyValue("policy", file)
                    .addKeyValue("key", own)
                    .log("policy-names-other-logs: who reads it would not accept this log");
        }
        return policy;
    }

    private static WitnessPolicy parsed(Path file) {
        try {
            return WitnessPolicy.parse(Bytes.of(Files.readAllBytes(file)));
        } catch (MalformedLogData e) {
            throw refused(file, e.problem(), e);
        } catch (IOException e) {
            throw refused(file, e.toString(), e);
        }
    }

    private static boolean isAddress(@Nullable URI url) {
        return url != null
                && url.getHost() != null
                && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()));
    }

    private static StartupRefused refused(Path file, String why, @Nullable Exception cause) {
        return new StartupRefused(
                "The witness policy "
                        + file
                        + " (tabellion.log.witness-policy) cannot be used: "
                        + why
                        + ". Each witness has a line 'witness NAME VKEY URL', and the last line is"
                        + " 'quorum NAME'.",
                cause);
    }
}
