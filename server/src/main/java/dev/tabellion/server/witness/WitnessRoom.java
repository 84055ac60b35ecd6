package dev.tabellion.server.witness;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.signer.witness.CosigningKey;
import dev.tabellion.signer.witness.CosigningKeyUnusable;
import dev.tabellion.signer.witness.Witness;
import dev.tabellion.tlog.KeyName;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.WitnessPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds what a witness needs, and tells its operator what is missing. */
final class WitnessRoom {
    private static final String ADVICE =
            " A policy names each log on a line 'log VKEY' and ends with 'quorum none'.";

    private WitnessRoom() {}

    static CosigningKey key(WitnessSettings settings, DataDirectory data) {
        Path file = data.path().resolve("cosigning-key");
        try {
            return CosigningKey.in(file, name(settings.name()));
        } catch (CosigningKeyUnusable e) {
            throw new StartupRefused(e.getMessage(), e);
        } catch (IOException e) {
            throw new StartupRefused("The key file " + file + " cannot be used: " + e + ".", e);
        }
    }

    private static @Nullable KeyName name(@Nullable String name) {
        try {
            return name == null ? null : new KeyName(name);
        } catch (IllegalArgumentException e) {
            throw new StartupRefused("The witness's --name: " + e.getMessage() + ".", e);
        }
    }

    static WitnessPolicy policy(WitnessSettings settings) {
        Path file = settings.policy();
        if (file == null) {
            throw new StartupRefused(
                    "A witness needs to know which logs to cosign: give --policy FILE." + ADVICE);
        }
        try {
            WitnessPolicy policy = WitnessPolicy.parse(Bytes.of(Files.readAllBytes(file)));
            if (policy.logs().isEmpty()) {
                throw new StartupRefused("The policy " + file + " names no log." + ADVICE);
            }
            return policy;
        } catch (MalformedLogData e) {
            throw new StartupRefused(
                    "The policy " + file + " cannot be used: " + e.problem() + "." + ADVICE, e);
        } catch (IOException e) {
            throw new StartupRefused("The policy " + file + " cannot be read: " + e + ".", e);
        }
    }

    static Witness witness(WitnessPolicy policy, CosigningKey key, DataDirectory data) {
        try {
            return new Witness(policy, key, data.directory("cosigned"));
        } catch (IOException e) {
            throw new StartupRefused(
                    "What this witness cosigned before cannot be read, and without it a fork could"
                            + " be cosigned: "
                            + e.getMessage()
                            + ".",
                    e);
        }
    }
}
