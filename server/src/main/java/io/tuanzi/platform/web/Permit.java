package io.tuanzi.platform.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The permission a staff route needs, checked before the controller runs.
 *
 * <p>A staff route says what it needs: by this annotation, by {@code staff.require("...")} in its body, or by
 * {@link OpenToStaff}. One that says nothing fails a test, and the table in {@code docs/generated/permissions.md} is
 * made from these.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Permit {

    /** A name from {@code io.tuanzi.platform.staff.Permission}. */
    String value();
}
