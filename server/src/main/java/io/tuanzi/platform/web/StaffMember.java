package io.tuanzi.platform.web;

import io.tuanzi.platform.problem.Problem;
import java.util.Set;

/** The logged-in member of staff of a request, with the permissions of the roles held. */
public record StaffMember(long staffId, String username, Set<String> permissions) {

    /** The actor name used in idempotency keys and in the audit trail. */
    public String actor() {
        return "staff:" + staffId + " " + username;
    }

    /** Refuses with 403 unless the permission is held. */
    public void require(String permission) {
        if (!permissions.contains(permission)) {
            throw Problem.forbidden(permission);
        }
    }
}
