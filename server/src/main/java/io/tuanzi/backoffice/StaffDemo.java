package io.tuanzi.backoffice;

import io.tuanzi.backoffice.DemoClearing.DemoInfo;
import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is left of the demo, and the button that ends it. */
@RestController
@RequestMapping("/api/staff/demo")
class StaffDemo {

    record Reason(String reason) {
    }

    private final DemoClearing demo;
    private final Once once;

    StaffDemo(DemoClearing demo, Once once) {
        this.demo = demo;
        this.once = once;
    }

    @GetMapping
    @Permit("DEMO_CLEAR")
    DemoInfo info(StaffMember staff) {
        return demo.info();
    }

    /** Unpaid orders are cancelled one by one first: each locks in its own order, and doing it again does nothing. */
    @PostMapping("/clear")
    @Permit("DEMO_CLEAR")
    DemoInfo clear(StaffMember staff, Key key, @RequestBody Reason ask) {
        String reason = Fields.reason(ask.reason());
        demo.cancelUnpaid(staff.actor(), reason);
        return once.run("demo.clear", staff.actor(), key.value(), ask, DemoInfo.class,
                () -> demo.retire(staff.actor(), reason));
    }
}
