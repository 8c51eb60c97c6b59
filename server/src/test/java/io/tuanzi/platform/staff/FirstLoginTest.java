package io.tuanzi.platform.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.platform.Welcome;
import io.tuanzi.testing.ShopClient;
import io.tuanzi.testing.ShopTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A shop without a demo tells its first administrator's login once, and it works. */
@ShopTest
class FirstLoginTest {

    @Autowired
    private List<Welcome> welcomes;
    @LocalServerPort
    private int port;

    @Test
    void theFirstLoginIsToldOnceAndWorks() {
        String told = String.join("\n", welcomes.stream().flatMap(each -> each.lines("/").stream()).toList());
        assertThat(told).contains("admin / ");
        String password = told.replaceFirst("(?s).*admin / (\\S+).*", "$1");
        assertThat(ShopClient.of(port).staff("admin", password).get("/api/staff/people").status()).isEqualTo(200);
        assertThat(welcomes.stream().flatMap(each -> each.lines("/").stream())).noneMatch(line ->
                line.contains("admin /"));
    }
}
