package dev.tabellion.e2e.client;

import dev.tabellion.e2e.process.Outcome;
import dev.tabellion.e2e.process.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The real {@code notary} command line as one person uses it: a trust directory of its own, and one
 * collection all commands are about. Asks no questions: passphrases are in its environment.
 */
public final class NotaryClient {

    /** Of every key it makes or imports. */
    public static final String PASSPHRASE = "correct horse battery";

    private static final Pattern KEY_ID = Pattern.compile("\\b[0-9a-f]{64}\\b");

    private final Endpoint endpoint;
    private final Machine machine;
    private final String gun;
    private final Map<String, String> environment;

    /** A person whose machine is this folder; made if it is not there. */
    public NotaryClient(Endpoint endpoint, Path home, String gun) {
        this(endpoint, new Machine(home), gun, passphrases());
    }

    private NotaryClient(
            Endpoint endpoint, Machine machine, String gun, Map<String, String> environment) {
        this.endpoint = endpoint;
        this.machine = machine;
        this.gun = gun;
        this.environment = Map.copyOf(environment);
    }

    /** The same person, known to the token server. */
    public NotaryClient loggedInAs(String user, String password) {
        var more = new HashMap<>(environment);
        var basic = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        more.put("NOTARY_AUTH", Base64.getEncoder().encodeToString(basic));
        return new NotaryClient(endpoint, machine, gun, more);
    }

    /** The same person reaching the server at another address. */
    public NotaryClient through(Endpoint other) {
        return new NotaryClient(other, machine, gun, environment);
    }

    /** Another machine with all that this one knows now: a consumer whose cache grows old. */
    public NotaryClient cloned(Path otherHome) {
        return new NotaryClient(endpoint, machine.copiedTo(otherHome), gun, environment);
    }

    public Outcome init(String... options) {
        return on("init", options);
    }

    /** Stages a file of this content. */
    public Outcome add(String target, String content, String... options) {
        return on("add", together(List.of(target, file("content", content).toString()), options));
    }

    public Outcome addHash(String target, long size, String... options) {
        return on("addhash", together(List.of(target, Long.toString(size)), options));
    }

    public Outcome remove(String target, String... options) {
        return on("remove", together(List.of(target), options));
    }

    public Outcome publish() {
        return on("publish");
    }

    public Outcome status() {
        return on("status");
    }

    public Outcome reset(String... options) {
        return on("reset", options);
    }

    public Outcome witness(String role, String... options) {
        return on("witness", together(List.of(role), options));
    }

    public Outcome list() {
        return on("list");
    }

    /** What a list shows, which must succeed. */
    public List<Listed> targets() {
        return Listed.parse(list().succeeds().out());
    }

    /** Only the names a list shows. */
    public List<String> names() {
        return targets().stream().map(Listed::name).toList();
    }

    public Outcome lookup(String target) {
        return on("lookup", target);
    }

    /** Verifies content handed to it on its standard input. */
    public Outcome verify(String target, String content) {
        return run(content, List.of("verify", gun, target, "-q"));
    }

    /** Rotates a key, saying yes where the client asks. */
    public Outcome rotate(String role, String... options) {
        return run("yes\n", together(List.of("key", "rotate", gun, role), options));
    }

    /** {@code add}, {@code remove}, {@code purge} or {@code list}, with what follows the name. */
    public Outcome delegation(String verb, String... rest) {
        return run("", together(List.of("delegation", verb, gun), rest));
    }

    public Outcome importDelegationKey(Path key) {
        return run("key", "import", key.toString(), "--role", "delegation");
    }

    /** The id of the one key on this machine. */
    public String onlyKeyId() {
        var ids = KEY_ID.matcher(run("key", "list").succeeds().out());
        var found = ids.results().map(MatchResult::group).toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one key, found " + found);
        }
        return found.getFirst();
    }

    public Outcome delete(String... options) {
        return on("delete", options);
    }

    /** Lists with this client configuration, as for trust pinning. */
    public Outcome listConfigured(String configuration) {
        return run("-c", file("config.json", configuration).toString(), "list", gun);
    }

    /** Any command at all, as typed. */
    public Outcome run(String... arguments) {
        return run("", List.of(arguments));
    }

    /** A file on this machine. */
    public Path file(String name, String content) {
        return machine.write(name, content);
    }

    /** A document as this machine has it cached. */
    public Path cached(String role) {
        return machine.cached(gun, role);
    }

    public String gun() {
        return gun;
    }

    private Outcome on(String verb, String... rest) {
        return on(verb, List.of(rest));
    }

    private Outcome on(String verb, List<String> rest) {
        return run("", Stream.concat(Stream.of(verb, gun), rest.stream()).toList());
    }

    private Outcome run(String words, List<String> arguments) {
        var server =
                Stream.of(
                        "-s",
                        endpoint.url().toString(),
                        "--tlscacert",
                        endpoint.caFile().toString(),
                        "-d",
                        machine.trust().toString());
        return Program.NOTARY.answering(
                words,
                machine.home(),
                environment,
                Stream.concat(server, arguments.stream()).toList());
    }

    private static List<String> together(List<String> first, String... rest) {
        return Stream.concat(first.stream(), Stream.of(rest)).toList();
    }

    private static Map<String, String> passphrases() {
        return Map.of(
                "NOTARY_ROOT_PASSPHRASE", PASSPHRASE,
                "NOTARY_TARGETS_PASSPHRASE", PASSPHRASE,
                "NOTARY_SNAPSHOT_PASSPHRASE", PASSPHRASE,
                "NOTARY_DELEGATION_PASSPHRASE", PASSPHRASE);
    }
}
