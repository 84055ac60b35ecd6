package dev.tabellion.e2e.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whose server is under test, as {@code -De2e.server} says. */
enum ServerKind {
    TABELLION("tabellion") {
        @Override
        RunningServer start(Path folder, Optional<TokenAuth> auth) {
            return RunningTabellion.start(folder, auth);
        }
    },
    SPLIT("tabellion-split") {
        @Override
        RunningServer start(Path folder, Optional<TokenAuth> auth) {
            return SplitTabellion.start(folder, auth);
        }
    },
    TOKEN("tabellion-token") {
        @Override
        RunningServer start(Path folder, Optional<TokenAuth> auth) {
            var token = KeyToken.under(folder);
            return RunningTabellion.start(folder, auth, List.of(), token.environmentOfServer("*"));
        }
    },
    NOTARY("notary") {
        @Override
        RunningServer start(Path folder, Optional<TokenAuth> auth) {
            return OriginalNotary.start(folder, NotaryStorage.under(folder), auth);
        }
    };

    private final String word;

    ServerKind(String word) {
        this.word = word;
    }

    /** Starts one with an empty store under this folder; returns when it answers. */
    abstract RunningServer start(Path folder, Optional<TokenAuth> auth);

    static ServerKind chosen() {
        return named(System.getProperty("e2e.server", TABELLION.word));
    }

    static ServerKind named(String wanted) {
        for (ServerKind kind : values()) {
            if (kind.word.equals(wanted)) {
                return kind;
            }
        }
        throw new AssertionError("e2e.server is '" + wanted + "', not a server we can start");
    }
}
