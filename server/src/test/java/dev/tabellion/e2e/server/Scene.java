package dev.tabellion.e2e.server;

import dev.tabellion.e2e.client.DockerTrust;
import dev.tabellion.e2e.client.Endpoint;
import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.pki.OpenSsl;
import dev.tabellion.e2e.process.Folder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What a test starts with: a server, a collection nobody has used before, and people with machines
 * of their own.
 */
public final class Scene implements AutoCloseable {

    private final Endpoint endpoint;
    private final Folder folder;
    private final Wire wire;
    private final String gun;

    public Scene(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.folder = Folder.make();
        this.wire = new Wire(endpoint);
        this.gun = freshGun();
    }

    /** The collection of this scene. */
    public String gun() {
        return gun;
    }

    /** Another collection nobody has used before. */
    public String freshGun() {
        return "e2e.example.com/" + UUID.randomUUID();
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public Wire wire() {
        return wire;
    }

    /** A person with the notary client and, at first, an empty machine. */
    public NotaryClient person(String name) {
        return person(name, gun);
    }

    /** The same person about another collection. */
    public NotaryClient person(String name, String otherGun) {
        return new NotaryClient(endpoint, machine(name), otherGun);
    }

    /** Somebody else who knows what this person knows now. */
    public NotaryClient cloneOf(NotaryClient person, String name) {
        return person.cloned(machine(name));
    }

    /** A machine with the docker client. */
    public DockerTrust docker(String name) {
        return new DockerTrust(endpoint, machine(name), "localhost:5000/" + gun);
    }

    /** Where keys and certificates are made. */
    public OpenSsl openSsl() {
        return new OpenSsl(machine("pki"));
    }

    @Override
    public void close() {
        wire.close();
        folder.close();
    }

    private Path machine(String name) {
        try {
            return Files.createDirectories(folder.path().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("making a machine for " + name, e);
        }
    }
}
