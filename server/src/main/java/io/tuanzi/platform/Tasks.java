package io.tuanzi.platform;

import java.util.Map;

/** Work for people, found by the system: one open task per kind and subject. */
public interface Tasks {

    /** Opens a task unless one of this kind and subject is open; joins the caller's transaction. */
    void open(String kind, String subject, Map<String, Object> body);

    /** Closes the open task of this kind and subject, if any. */
    void done(String kind, String subject);
}
