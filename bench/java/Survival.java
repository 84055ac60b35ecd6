import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells a server that died under load (notary-server 0.7.0 does) from a broken benchmark, and goes
 * on with a restarted one.
 */
final class Survival {

    private final Results results;

    Survival(Results results) {
        this.results = results;
    }

    /** The work's outcome; after a death that of a second try, after two nothing. */
    <T> Optional<T> of(Contender system, String doing, Supplier<T> work) {
        for (int attempt = 0; attempt < 2; attempt++) {
            try {
                T outcome = work.get();
                if (system.alive()) {
                    return Optional.of(outcome);
                }
            } catch (RuntimeException e) {
                if (system.alive()) {
                    throw new IllegalStateException(
                            system.name() + ", " + doing + ": " + e.getMessage(), e);
                }
            }
            results.note(system.name() + " died under " + doing + ": " + cause(system.lastWords()));
            system.stop();
            system.start();
        }
        return Optional.empty();
    }

    private static String cause(String words) {
        return words.lines()
                .filter(line -> line.startsWith("fatal error") || line.startsWith("panic"))
                .findFirst()
                .orElse(words.lines().reduce((a, b) -> b).orElse("no last words"));
    }
}
