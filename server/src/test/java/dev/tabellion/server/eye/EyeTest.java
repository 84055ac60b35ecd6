package dev.tabellion.server.eye;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.SightingMessage;
import dev.tabellion.collection.WatchName;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.fixtures.RealHistory;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketRepository;
import dev.tabellion.server.eye.Watch.SeenLog;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.tlog.TestKey;
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

    private final PocketClock clock = PocketClock.at(Instant.parse("2030-01-01T00:00:00Z"));
    private final PocketRepository repository = PocketRepository.at(clock);
    private final Map<String, Bytes> shown = new HashMap<>(repository.files());
    private final Map<String, Fetched> amiss = new HashMap<>();
    private final List<SightingMessage> told = new ArrayList<>();
    private final Map<String, Fetched> targets = new HashMap<>();
    private boolean deaf;
    private boolean isForbidden;
    private long keeps = Watch.KEEPS;
    private long keepsUntold = Watch.KEEPS;
    private Duration slow = Duration.ZERO;
    private String refusing = "";
    private String stumbling = "";
    private Runnable meanwhile = () -> {};

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
        clock.pass(Duration.ofDays(2));
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
    void an_eye_that_may_not_tell_knows_it_until_it_may_and_loses_nothing() {
        Eye eye = eye(null);
        isForbidden = true;
        assertThat(look(eye)).isEmpty();
        assertThat(eye.isShutOut()).isTrue();
        isForbidden = false;
        assertThat(look(eye)).contains("timestamp.json accepted", "1.targets.json accepted");
        assertThat(eye.isShutOut()).isFalse();
    }

    @Test
    void what_was_shown_once_while_nobody_listened_is_told_first_even_after_a_restart() {
        Eye eye = eye(null);
        look(eye);
        deaf = true;
        Bytes honest = repository.file("timestamp.json");
        show(repository.attack().signWith(RoleName.TIMESTAMP, PocketKey.ed25519().forTuf()));
        Bytes forged = shown.get("timestamp.json");
        assertThat(look(eye)).isEmpty();
        shown.put("timestamp.json", honest);
        deaf = false;

        assertThat(look(eye(null))).startsWith("timestamp.json below-threshold");
        assertThat(told).anySatisfy(each -> assertThat(each.file()).isEqualTo(forged));
    }

    @Test
    void what_nobody_will_ever_take_stands_in_nobodys_way() {
        refusing = "1.root.json";
        assertThat(look(eye(null))).startsWith("timestamp.json accepted");
        assertThat(look(eye(null))).doesNotContain("1.root.json accepted");
    }

    @Test
    void what_the_server_falls_over_stands_in_nobodys_way_and_is_told_when_it_can_be() {
        stumbling = "1.root.json";
        Eye eye = eye(null);
        assertThat(look(eye))
                .containsExactly(
                        "timestamp.json accepted",
                        "1.snapshot.json accepted",
                        "1.targets.json accepted");
        stumbling = "";
        assertThat(look(eye)).containsExactly("1.root.json accepted");
        assertThat(look(eye)).isEmpty();
    }

    @Test
    void that_something_is_missing_and_that_an_eye_looks_is_told_every_day() {
        clock.pass(Duration.ofHours(12));
        show(repository.addTarget("v1").release());
        amiss.put("2.targets.json", new Fetched.Absent());
        Eye eye = eye(null);
        look(eye);
        assertThat(look(eye)).isEmpty();
        clock.pass(Duration.ofHours(13));
        assertThat(look(eye)).containsExactly("timestamp.json accepted", "2.targets.json missing");
        assertThat(told)
                .filteredOn(each -> each.sighting().seen().role().equals(RoleName.TIMESTAMP))
                .allSatisfy(
                        each ->
                                assertThat(each.sighting().judgement().facts())
                                        .containsEntry("again", "PT24H"));
    }

    @Test
    void an_eye_that_sees_nothing_says_so_after_three_looks_and_once_a_day() {
        Eye eye = eye(null);
        look(eye);
        amiss.put("timestamp.json", new Fetched.Unreachable("no route"));
        assertThat(look(eye)).isEmpty();
        assertThat(look(eye)).isEmpty();
        assertThat(look(eye)).containsExactly("timestamp.json unreachable");
        assertThat(look(eye)).isEmpty();
        clock.pass(Duration.ofDays(1));
        assertThat(look(eye)).containsExactly("timestamp.json unreachable");
        assertThat(told.getLast().sighting().judgement().facts())
                .containsEntry("why", "no timestamp came; no route");
    }

    @Test
    void an_eye_that_cannot_go_on_says_so_too() throws IOException {
        look(eye(null));
        Files.writeString(folder.resolve("pocket").resolve("trusted.json"), "changed");
        Eye eye = eye(null);
        look(eye);
        look(eye);
        assertThat(look(eye)).containsExactly("timestamp.json unreachable");
    }

    @Test
    void a_disk_that_is_full_is_told_and_forgets_nothing_that_is_trusted() {
        show(repository.addTarget("v1").release());
        keeps = 1;
        assertThat(look(eye(null))).contains("1.root.json accepted", "all that was kept too-long");
        show(repository.attack().rollBackTimestamp());
        assertThat(look(eye(null))).contains("timestamp.json version-rollback");
    }

    @Test
    void a_look_has_an_end() {
        slow = Duration.ofMinutes(20);
        assertThat(look(eye(null)))
                .containsExactly("1.root.json accepted", "timestamp.json too-long");
    }

    @Test
    void a_target_that_is_not_what_the_metadata_describes_is_told_of() {
        show(repository.addTarget("a/v1").addTarget("v 2").addTarget("v3").release());
        targets.put(target("a/", "v1", "content of a/v1"), whole("content of a/v1"));
        targets.put(target("", "v%202", "content of v 2"), whole("CONTENT of v 2"));
        targets.put(target("", "v3", "content of v3"), new Fetched.Absent());
        assertThat(look(eye(null)))
                .contains("v 2 target-mismatch", "v3 missing")
                .noneMatch(each -> each.contains("a/v1"));
        assertThat(told)
                .filteredOn(each -> each.sighting().seen().file().equals("v 2"))
                .singleElement()
                .satisfies(each -> assertThat(each.file()).isNull());
    }

    @Test
    void a_target_replaced_while_the_eye_looks_is_for_the_next_look() {
        show(repository.addTarget("v1").release());
        targets.put(target("", "v1", "content of v1"), whole("another one"));
        Map<String, Bytes> next = repository.addTarget("v2").release();
        meanwhile = () -> show(next);
        assertThat(look(eye(null))).endsWith("2.targets.json accepted");
    }

    private static Fetched whole(String content) {
        return new Fetched.Whole(Bytes.utf8(content));
    }

    private static String target(String folder, String name, String content) {
        return folder + Bytes.utf8(content).sha256() + "." + name;
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
                            clock.pass(Duration.between(clock.instant(), state.time()));
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
                "[{'name':'a','url':'https://x/','dialect':'tuf-1.0','period':'P7D'}]",
                "[{'name':'a','url':'https://x/','dialect':'tuf-1.0','log-collection':'b'}]",
                "[{'name':'a','url':'https://x/','dialect':'tuf-1.0','log':'https://x/log/'}]",
                "[{'name':'a','url':'https://x/','dialect':'tuf-1.0','log':'http://x/log/',"
                        + "'log-key':'KEY','log-collection':'b','log-token':'t'}]",
                "[{'name':'a','url':'https://x/','dialect':'tuf-1.0','log':'jdbc:postgresql:x',"
                        + "'log-key':'KEY'}]",
                "[{'name':'reports','url':'https://x/','dialect':'tuf-1.0'}]",
                "[{'name':'a','url':'https://x/','dialect':'tuf-1.0'},"
                        + "{'name':'a','url':'https://y/','dialect':'tuf-1.0'}]",
            })
    void a_mistake_in_the_list_is_told(String list) throws IOException {
        String text = list.replace('\'', '"').replace("KEY", TestKey.LOG.key().vkey());
        Path file = Files.writeString(folder.resolve("list"), text);
        assertThatThrownBy(() -> WatchList.read(file)).isInstanceOf(StartupRefused.class);
    }

    @Test
    void entries_of_a_log_are_read_where_the_list_says_so() throws IOException {
        String list =
                """
                [{"name":"a","url":"https://x/","dialect":"tuf-1.0",
                  "log":"https://x/log/","log-key":"%1$s"},
                 {"name":"b","url":"https://x/","dialect":"tuf-1.0",
                  "log":"https://x/log/","log-key":"%1$s",
                  "log-collection":"example.org/app","log-token":"token"}]
                """
                        .formatted(TestKey.LOG.key().vkey());
        List<Watch> watches = WatchList.read(Files.writeString(folder.resolve("list"), list));
        assertThat(watches)
                .extracting(Watch::log)
                .extracting(SeenLog::collection, SeenLog::token)
                .containsExactly(
                        tuple(null, null), tuple(new Gun("example.org/app"), Path.of("token")));
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
                        null,
                        keeps,
                        new TargetFiles(URI.create("https://example.org/targets/"), 3, 1_000),
                        null);
        Path kept = folder.resolve("pocket");
        return new Eye(
                watch,
                this::fetch,
                this::fetchTarget,
                new EyeMemory(kept, Dialect.TUF_1_0, keeps),
                new Untold(kept.resolve("untold"), keepsUntold),
                null,
                this::tell,
                new RecentChecks(new JdkSignatureCheck()),
                clock);
    }

    private Fetched fetch(String name, long longest) {
        clock.pass(slow);
        Fetched instead = amiss.get(name);
        Bytes file = shown.get(name);
        if (instead != null) {
            return instead;
        }
        return file == null ? new Fetched.Absent() : new Fetched.Whole(file);
    }

    /** What is not said otherwise is as the metadata says. */
    private Fetched fetchTarget(String name, long longest) {
        meanwhile.run();
        return targets.getOrDefault(name, new Fetched.Unreachable("not in this test"));
    }

    private void tell(SightingMessage message) throws SightingNotTold {
        if (deaf) {
            throw new SightingNotTold("nobody listens", null);
        }
        if (isForbidden) {
            throw SightingNotTold.forbidden("another eye has the name");
        }
        if (message.sighting().seen().file().equals(refusing)) {
            throw SightingNotTold.forGood("no such thing");
        }
        if (message.sighting().seen().file().equals(stumbling)) {
            throw SightingNotTold.because("fell over it", null);
        }
        told.add(SightingMessage.read(message.bytes()));
    }
}
