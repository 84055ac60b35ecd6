package dev.tabellion.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogResourceTest {
    @Test
    void paths_are_the_recorded_ones() {
        Vectors.at("paths")
                .forEachEntry(
                        (index, path) ->
                                assertThat(new Tile(0, Long.parseLong(index), 256).path())
                                        .isEqualTo(path.asString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/000",
                "tile/63/999.p/255",
                "tile/7/x001/000.p/1",
                "tile/entries/x001/x234/067",
                "tile/entries/273.p/112",
                "tile/0/x036/x028/x797/x018/x963/967"
            })
    void a_path_is_read_as_it_is_written(String path) {
        assertThat(LogResource.parse(path)).extracting(LogResource::path).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile",
                "/tile/0/000",
                "tile/0/000/",
                "tile//000",
                "tile/00/000",
                "tile/01/000",
                "tile/64/000",
                "tile/100/000",
                "tile/-1/000",
                "tile/data/000",
                "tile/8/0/000.p/1",
                "tile/0/0",
                "tile/0/00",
                "tile/0/0000",
                "tile/0/x000/001",
                "tile/0/x000/000",
                "tile/0/001/000",
                "tile/0/x001",
                "tile/0/x001/x000",
                "tile/0/X001/000",
                "tile/0/000.p",
                "tile/0/000.p/",
                "tile/0/000.p/0",
                "tile/0/000.p/01",
                "tile/0/000.p/256",
                "tile/0/000.p/999",
                "tile/0/000.p/1/",
                "tile/0/000.P/1",
                "tile/0/000.p/1\n",
                "tile/0/000\n",
                "tile/0/../000",
                "tile/0/%30%30%30",
                "tile/0/\u0660\u0660\u0660",
                "tile/0/x036/x028/x797/x018/x963/968",
                "tile/0/x999/x999/x999/x999/x999/999",
                "tile/0/x001/x000/x000/x000/x000/x000/000",
                "tile/entries/000?x",
                "tile/Entries/000",
                "tile/entries/000.p/+5"
            })
    void any_other_path_leads_nowhere(String path) {
        assertThat(LogResource.parse(path)).isNull();
    }
}
