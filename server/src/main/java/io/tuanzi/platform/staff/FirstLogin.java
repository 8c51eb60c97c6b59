package io.tuanzi.platform.staff;

import io.tuanzi.platform.Welcome;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells the login of the first administrator, once, when a shop without a demo opens with nobody on its staff. */
@Component
class FirstLogin implements Welcome {

    private final StaffAccounts accounts;

    FirstLogin(StaffAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<String> lines(String address) {
        String password = accounts.firstAdministrator();
        return password == null ? List.of() : List.of("  后台登录 console login  admin / " + password
                + "  （只显示这一次 shown this once）");
    }
}
