package dev.tabellion.e2e.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A person's folder: the client's trust directory and files of the person's own. */
record Machine(Path home) {

    Machine {
        try {
            Files.createDirectories(home.resolve("trust"));
        } catch (IOException e) {
            throw new UncheckedIOException("setting up " + home, e);
        }
    }

    Path trust() {
        return home.resolve("trust");
    }

    /** A document as the client has it cached. */
    Path cached(String gun, String role) {
        return trust().resolve("tuf").resolve(gun).resolve("metadata").resolve(role + ".json");
    }

    Path write(String name, String content) {
        try {
            return Files.writeString(home.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + name + " in " + home, e);
        }
    }

    /** Another machine that knows what this one knows. */
    Machine copiedTo(Path otherHome) {
        var other = new Machine(otherHome);
        try (Stream<Path> files = Files.walk(trust())) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path copy = other.trust().resolve(trust().relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
            return other;
        } catch (IOException e) {
            throw new UncheckedIOException("copying " + trust() + " to " + otherHome, e);
        }
    }
}
