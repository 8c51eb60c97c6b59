package io.tuanzi.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @Test
    void theSecondToClaimAFolderIsToldWhoHasItAndWhere(@TempDir Path path) {
        try (var claim = DataFolder.at(path).claim()) {
            assertThatThrownBy(() -> DataFolder.at(path).claim()).isInstanceOf(DatabaseTrouble.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("still starting");
            claim.answersAt("http://127.0.0.1:8080/");
            assertThatThrownBy(() -> DataFolder.at(path).claim()).isInstanceOf(DatabaseTrouble.class)
                    .hasMessageContaining("http://127.0.0.1:8080/").hasMessageContaining("正由进程");
        }
        DataFolder.at(path).claim().close();
        assertThat(path.resolve("run.lock")).exists();
    }
}
