package io.tuanzi.shopfront;

import io.tuanzi.rewards.Bindings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The owners of invite codes, as rewards know them. */
@Component
class InviteOwners implements InviteCodes {

    private final Bindings bindings;

    InviteOwners(Bindings bindings) {
        this.bindings = bindings;
    }

    @Override
    public @Nullable Long owner(String code) {
        return bindings.ownerOf(code);
    }
}
