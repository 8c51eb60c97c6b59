/**
 * Sweeps over every route of the API: the list is generated from the running shop, so a new route is swept from its
 * first day. What a sweep needs to know of a route (an id that exists, a body that is right) its module supplies as
 * {@link io.tuanzi.routes.RouteFixtures}.
 */
@NullMarked
package io.tuanzi.routes;

import org.jspecify.annotations.NullMarked;
