package io.tuanzi.shopfront;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Files of the built apps. Their names carry a hash of their content, so a browser keeps them for a year. */
@Configuration(proxyBeanMethods = false)
class AppFiles implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        CacheControl year = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
        CacheControl day = CacheControl.maxAge(Duration.ofDays(1)).cachePublic();
        add(registry, "/assets/**", "classpath:/static/shop/assets/", year);
        add(registry, "/static/**", "classpath:/static/shop/static/", day);
        add(registry, "/console/assets/**", "classpath:/static/console/assets/", year);
        add(registry, "/avatars/**", "classpath:/demo/avatars/", day);
        add(registry, "/console/*.svg", "classpath:/static/console/", day);
    }

    private static void add(ResourceHandlerRegistry registry, String path, String place, CacheControl cache) {
        registry.addResourceHandler(path).addResourceLocations(place).setCacheControl(cache);
    }
}
