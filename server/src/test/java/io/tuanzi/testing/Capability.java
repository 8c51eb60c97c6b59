package io.tuanzi.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The capabilities a test shows to work, by the ids of {@code docs/capabilities.csv}.
 *
 * <p>What passed is written to {@code target/capabilities}, and {@code ./tuanzi docs} makes the table of the README
 * from it: a row works only when a test that carries its id passed and none that carries it failed.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(CapabilityRecord.class)
public @interface Capability {

    String[] value();
}
