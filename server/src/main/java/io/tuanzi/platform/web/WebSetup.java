package io.tuanzi.platform.web;

import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** Puts the arguments, the gates, the strict JSON and the two languages into Spring MVC. */
@Configuration(proxyBeanMethods = false)
class WebSetup implements WebMvcConfigurer {

    private final WebArguments arguments;
    private final FloodGate flood;
    private final StaffGate staff;

    WebSetup(WebArguments arguments, FloodGate flood, StaffGate staff) {
        this.arguments = arguments;
        this.flood = flood;
        this.staff = staff;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.addAll(arguments.all());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(flood).addPathPatterns("/api/**", "/hooks/**");
        registry.addInterceptor(staff).addPathPatterns("/api/staff/**");
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.withJsonConverter(new JacksonJsonHttpMessageConverter(StrictJson.mapper()));
    }

    @Bean
    LocaleResolver localeResolver() {
        AcceptHeaderLocaleResolver languages = new AcceptHeaderLocaleResolver();
        languages.setSupportedLocales(List.of(Locale.CHINESE, Locale.ENGLISH));
        languages.setDefaultLocale(Locale.CHINESE);
        return languages;
    }
}
