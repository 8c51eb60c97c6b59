package io.tuanzi.platform.facts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The stable name of a fact and the kind of aggregate it is about; data, so classes may move and be renamed. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FactType {

    /** Dotted past tense: {@code order.paid}. */
    String name();

    int version() default 1;

    /** The aggregate whose version column gives the fact its {@code seq}: {@code order}, {@code group}. */
    String aggregate();
}
