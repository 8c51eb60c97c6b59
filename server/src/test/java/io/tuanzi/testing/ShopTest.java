package io.tuanzi.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.ContextCustomizerFactories;
import org.springframework.test.context.TestExecutionListeners;

/**
 * Runs a test class on a whole shop of its own: the application on a random loopback port over a fresh database.
 *
 * <p>After the class every {@code audit} view must come to zero rows within ten seconds, or the class fails. The
 * application and the database end with the class. {@code @Autowired TestDatabase} gives the database,
 * {@code @LocalServerPort} the port.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextCustomizerFactories(ShopTestContext.Factory.class)
@TestExecutionListeners(listeners = ShopTestListener.class,
        mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface ShopTest {

    /** Whether the books must balance after the class; false only where the test breaks them on purpose. */
    boolean audited() default true;

    /** Whether the class shares one running shop with all others that say so; it must bear what they leave behind. */
    boolean shared() default false;

    /** Properties of the application, {@code name=value}. */
    @AliasFor(annotation = SpringBootTest.class, attribute = "properties")
    String[] properties() default {};
}
