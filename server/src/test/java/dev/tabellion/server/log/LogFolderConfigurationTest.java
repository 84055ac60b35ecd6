package dev.tabellion.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.server.data.DataConfiguration;
import dev.tabellion.server.start.ClockConfiguration;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.signer.checkpoint.LogFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A key that somebody wants in a token is in no file. */
class LogFolderConfigurationTest {
    private static final String SETTING = "tabellion.log.key-token.";

    @TempDir private Path data;

    @ParameterizedTest
    @ValueSource(strings = {"label=tabellion", "slot=3", "pin-file=/etc/pin", "pin=1234"})
    void settings_of_a_token_without_its_library_refuse_the_start(String given) {
        node(SETTING + given)
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .rootCause()
                                        .isInstanceOf(StartupRefused.class)
                                        .hasMessageContaining(SETTING + "library is missing"));
    }

    @Test
    void with_no_such_setting_the_key_is_a_file() {
        node().run(context -> assertThat(context).hasSingleBean(LogFolder.class));
    }

    private ApplicationContextRunner node(String... settings) {
        return new ApplicationContextRunner()
                .withPropertyValues("tabellion.data=" + data)
                .withPropertyValues(settings)
                .withUserConfiguration(
                        DataConfiguration.class,
                        ClockConfiguration.class,
                        LogFolderConfiguration.class);
    }
}
