package dev.tabellion.server.eye;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.SightingMessage;
import dev.tabellion.collection.WatchName;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.fixtures.RealHistory;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketRepository;
import dev.tabellion.server.command.MovableClock;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.JdkSignatureCheck;
import dev.tabellion.verify.RecentChecks;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an eye tells of a repository that it looks at, and what it does not. */
class EyeTest {
    private static final WatchName NAME = new WatchName("pocket");

    private final MovableClock clock = new MovableClock(Instant.parse("2030-01-01T00:00:00Z"));
    private final PocketRepository repository = PocketRepository.at(clock);
    private final Map<String, Bytes> shown = new HashMap<>(repository.files());
    private final Map<String, Fetched> amiss = new HashMap<>();
    private final List<SightingMessage> told = new ArrayList<>();
    private boolean deaf;

    @TempDir Path folder;

    @Test
    void the_first_look_tells_of_every_file_and_the_next_of_none() {
        Eye eye = eye(null);
        assertThat(look(eye))
                .containsExactly(
                        "1.root.json accepted",
                        "timestamp.json accepted",
                        "1.snapshot.json accepted",
                        "1.targets.json accepted");
        assertThat(look(eye)).isEmpty();
        show(repository.addTarget("v1").release());
        assertThat(look(eye))
                .containsExactly(
                        "timestamp.json accepted",
                        "2.snapshot.json accepted",
                        "2.targets.json accepted");
    }

    @Test
    void every_byte_string_is_kept() throws IOException {
        look(eye(null));
        for (Bytes file : repository.files().values()) {
            Path kept = folder.resolve("pocket").resolve(file.sha256().hex());
            assertThat(Bytes.of(Files.readAllBytes(kept))).isEqualTo(file);
        }
    }

    @Test
    void delegations_are_looked_at_wherever_they_hang() {
        RoleName app = new RoleName("a/../b");
        PocketKey key = PocketKey.ed25519().forTuf();
        repository.delegate(RoleName.TARGETS, app, List.of("*"), key);
        repository.delegate(app, new RoleName("leaf"), List.of("*"), key);
        show(repository.release());
        Bytes file = shown.remove("1.a/../b.json");
        assertThat(file).isNotNull();
        shown.put("1.a%2F..%2Fb.json", file);

        assertThat(look(eye(null))).contains("1.a%2F..%2Fb.json accepted", "1.leaf.json accepted");
    }

    @Test
    void an_attack_is_told_of_once_with_its_bytes() {
        Eye eye = eye(null);
        look(eye);
        show(repository.attack().signWith(RoleName.TIMESTAMP, PocketKey.ed25519().forTuf()));
        assertThat(look(eye)).containsExactly("timestamp.json below-threshold");
        assertThat(told.getLast().file()).isEqualTo(shown.get("timestamp.json"));
        assertThat(look(eye)).isEmpty();
    }

    @Test
    void what_was_trusted_is_remembered_over_a_restart() {
        show(repository.addTarget("v1").release());
        look(eye(null));
        show(repository.attack().rollBackTimestamp());
        assertThat(look(eye(null))).containsExactly("timestamp.json version-rollback");
    }

    @Test
    void a_frozen_repository_is_told_of_when_it_expires() {
        Eye eye = eye(null);
        look(eye);
        clock.forward(Duration.ofDays(2));
        assertThat(look(eye)).containsExactly("timestamp.json expired");
    }

    @Test
    void what_nobody_took_is_told_again() {
        Eye eye = eye(null);
        deaf = true;
        assertThat(look(eye)).isEmpty();
        deaf = false;
        assertThat(look(eye)).contains("timestamp.json accepted", "1.targets.json accepted");
    }

    @Test
    void files_that_do_not_come_as_they_should_are_told_of() {
        amiss.put("1.targets.json", new Fetched.TooLong(7));
        assertThat(look(eye(null))).endsWith("1.targets.json too-long");
        amiss.put("1.targets.json", new Fetched.TooSlow(7));
        assertThat(look(eye(null))).endsWith("1.targets.json too-slow");
        amiss.put("1.targets.json", new Fetched.Absent());
        assertThat(look(eye(null))).endsWith("1.targets.json missing");
        amiss.put("1.targets.json", new Fetched.Unreachable("no route"));
        assertThat(look(eye(null))).noneMatch(each -> each.contains("targets"));
    }

    @Test
    void another_root_than_the_pinned_one_is_never_followed() {
        Sha256 other = Bytes.utf8("other").sha256();
        assertThat(look(eye(other))).containsExactly("1.root.json digest-mismatch");
        assertThat(look(eye(repository.file("1.root.json").sha256())))
                .contains("1.targets.json accepted");
    }

    @Test
    void a_real_repository_is_followed() {
        Eye eye = eye(null);
        shown.clear();
        RealHistory.DOCKER.states().stream()
                .limit(40)
                .peek(state -> show(state.files()))
                .filter(_ -> shown.containsKey("timestamp.json"))
                .forEach(
                        state -> {
                            clock.forward(Duration.between(clock.instant(), state.time()));
                            assertThat(look(eye)).allMatch(each -> each.endsWith(" accepted"));
                        });
        assertThat(told).hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[{}]",
                "[{'name':'a','url':'ftp://x/','dialect':'tuf-1.0'}]",
                "[{'name':'a','url':'https://x','dialect':'tuf-1.0'}]",
                "[{'name':'a','url':'https://x/','dialect':'tuf-2.0'}]",
                "[{'name':'a','url':'https://x/','dialect':'tuf-1.0','rot':'1'}]",
                "[{'name':'a','url':'https://x/','dialect':'tuf-1.0','period':'PT0.1S'}]",
                "[{'name':'reports','url':'https://x/','dialect':'tuf-1.0'}]",
                "[{'name':'a','url':'https://x/','dialect':'tuf-1.0'},"
                        + "{'name':'a','url':'https://y/','dialect':'tuf-1.0'}]",
            })
    void a_mistake_in_the_list_is_told(String list) throws IOException {
        Path file = Files.writeString(folder.resolve("list"), list.replace('\'', '"'));
        assertThatThrownBy(() -> WatchList.read(file)).isInstanceOf(StartupRefused.class);
    }

    private void show(Map<String, Bytes> files) {
        shown.putAll(files);
    }

    private List<String> look(Eye eye) {
        int before = told.size();
        eye.look();
        return told.subList(before, told.size()).stream()
                .map(each -> each.sighting())
                .map(each -> each.seen().file() + " " + each.judgement().rule())
                .toList();
    }

    private Eye eye(@Nullable Sha256 root) {
        Watch watch =
                new Watch(
                        NAME,
                        URI.create("https://example.org/tuf/"),
                        Dialect.TUF_1_0,
                        null,
                        Version.FIRST,
                        root,
                        Duration.ofMinutes(1),
                        null);
        return new Eye(
                watch,
                this::fetch,
                new EyeMemory(folder.resolve("pocket"), Dialect.TUF_1_0),
                this::tell,
                new RecentChecks(new JdkSignatureCheck()),
                clock);
    }

    private Fetched fetch(String name, long longest) {
        Fetched instead = amiss.get(name);
        Bytes file = shown.get(name);
        if (instead != null) {
            return instead;
        }
        return file == null ? new Fetched.Absent() : new Fetched.Whole(file);
    }

    private void tell(SightingMessage message) throws SightingNotTold {
        if (deaf) {
            throw new SightingNotTold("nobody listens", null);
        }
        told.add(SightingMessage.read(message.bytes()));
    }
}
