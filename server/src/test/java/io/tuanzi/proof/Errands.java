package io.tuanzi.proof;

import io.tuanzi.compliance.Compliance;
import io.tuanzi.compliance.Legal;
import io.tuanzi.platform.facts.FactDesk;
import io.tuanzi.platform.staff.StaffAccounts;
import io.tuanzi.promotion.Offers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Runs inside a test's child shop what has no address yet: commands of modules that no page calls.
 *
 * <p>The child does the errand whose name stands in the file {@code errand} of its crash folder, and removes the file.
 */
@Component
@ConditionalOnProperty("tuanzi.crash.folder")
class Errands {

    /** Work for the beans of the shop. */
    private interface Errand {
        void run(BeanFactory beans);
    }

    private static final Map<String, Errand> ALL = Map.of(
            "redeliver", beans -> beans.getBean(FactDesk.class).redeliverEverything(),
            "rebuild", beans -> beans.getBean(FactDesk.class).rebuild("insight.board"),
            "law", beans -> beans.getBean(Compliance.class).change(Legal.WITHDRAWALS_PER_DAY, 10, "errand", "proof"),
            "freight", beans -> {
                Offers offers = beans.getBean(Offers.class);
                offers.putFreight(offers.freight().getFirst(), "errand", "proof");
            },
            "administrator", beans -> beans.getBean(StaffAccounts.class).firstAdministrator());

    private final BeanFactory beans;
    private final Path file;

    Errands(BeanFactory beans, @Value("${tuanzi.crash.folder}") String folder) {
        this.beans = beans;
        this.file = Path.of(folder, "errand");
        Thread.ofVirtual().name("errands").start(this::watch);
    }

    private void watch() {
        while (true) {
            try {
                if (Files.exists(file)) {
                    String name = Files.readString(file).strip();
                    Errand errand = ALL.get(name);
                    if (errand != null) {
                        errand.run(beans);
                        Files.delete(file);
                    }
                }
            } catch (IOException | RuntimeException e) {
                System.err.println("errand: " + e);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000L);
        }
    }
}
