package io.tuanzi.platform.web;

import java.util.Optional;

/** Knows members of staff by the token in their session cookie. */
public interface StaffDoor {

    /** The name of the session cookie. */
    String COOKIE = "TUANZI_STAFF";

    /** The header that repeats the session's CSRF token on every write. */
    String CSRF_HEADER = "X-CSRF-Token";

    /** A live session, empty when it is unknown, expired, logged out or its owner disabled. */
    Optional<Session> session(String token);

    /** A live staff session and the token its writes must repeat. */
    record Session(StaffMember member, String csrfToken) {
    }
}
