package io.tuanzi.testing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Gives an application context its own database and data folder.
 *
 * @param key contexts with equal keys (and equal configuration) are one shop
 */
record ShopTestContext(String key) implements ContextCustomizer {

    /** Makes one shop per test class, or one for all classes that share. */
    static final class Factory implements ContextCustomizerFactory {
        @Override
        public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
                List<ContextConfigurationAttributes> attributes) {
            ShopTest wish = TestContextAnnotationUtils.findMergedAnnotation(testClass, ShopTest.class);
            if (wish == null) {
                return null;
            }
            return new ShopTestContext(wish.shared() ? "shared" : ShopTestListener.outermost(testClass).getName());
        }
    }

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
        TestDatabase database = TestDatabase.fresh();
        TestPropertyValues.of(
                "tuanzi.database.url=" + database.ownerUrl(),
                "tuanzi.database.app.url=" + database.appUrl(),
                "tuanzi.data=" + TestDatabase.target().resolve("test-data").resolve(database.name()),
                "server.address=127.0.0.1",
                "tuanzi.payment.sandbox.eager=false", // its process starts with the first payment only
                // a busy build machine is not what a test is about
                "tuanzi.database.wait-ms=20000", "tuanzi.database.lock-timeout-ms=10000",
                "spring.main.banner-mode=off").applyTo(context);
        context.getBeanFactory().registerSingleton("testDatabase", database);
    }
}
