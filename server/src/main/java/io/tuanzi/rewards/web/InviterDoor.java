package io.tuanzi.rewards.web;

import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Shopper;
import io.tuanzi.rewards.Bindings;
import io.tuanzi.rewards.Bindings.Outcome;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Somebody who is signed in came by a friend's link: the same rules as at login decide whether the friend is bound.
 *
 * <p>Asking again changes nothing: the first touch stands (REF-01, R1).
 */
@RestController
@RequestMapping("/api/shop/inviter")
class InviterDoor {

    record Came(String inviteCode) {
    }

    record Answer(Outcome outcome) {
    }

    private final Bindings bindings;

    InviterDoor(Bindings bindings) {
        this.bindings = bindings;
    }

    @PostMapping
    Answer came(Shopper shopper, Key key, @RequestBody Came ask) {
        return new Answer(bindings.bind(shopper.customerId(), Fields.text("inviteCode", ask.inviteCode(), 3, 40)));
    }
}
