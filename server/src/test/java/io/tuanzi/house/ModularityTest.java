package io.tuanzi.house;

import io.tuanzi.Tuanzi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Modules use only what their package-info names, no circle closes, and nobody reaches inside another. */
@Tag("docs")
class ModularityTest {
    static final ApplicationModules MODULES = ApplicationModules.of(Tuanzi.class);

    @Test
    void everyArrowIsAllowed() {
        MODULES.verify();
    }
}
